package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpMethod;

/**
 * The pages behind a personal link in a mail. GET shows and changes nothing, whoever or whatever
 * opens it; only POST acts (law 11 to 13, 31).
 *
 * @param <L> what a link is about
 */
public abstract class PersonalLinkPages<L> {
  /** For the handler of GET, and so of HEAD, which fetches nothing. */
  protected final Answer shown(String token, HttpServletRequest request) {
    Optional<L> link = find(token);
    if (link.isEmpty()) {
      return nothing(token);
    }
    if (request.getMethod().equals(HttpMethod.GET.name())) {
      noteFetch(link.get(), request);
    }
    return show(link.get(), request);
  }

  /** For the handler of POST. */
  protected final Answer pressed(String token, HttpServletRequest request) {
    Optional<L> link = find(token);
    return link.isEmpty() ? nothing(token) : act(link.get(), request);
  }

  /** What the token is about; empty where it is forged, cut off, or about nothing that is kept. */
  protected abstract Optional<L> find(String token);

  /** Says that there is nothing behind the link. */
  protected abstract Answer nothing(String token);

  /** Notes that it was fetched, which answers nothing. */
  protected abstract void noteFetch(L link, HttpServletRequest request);

  /** Asks, with one button, or says that there is nothing left to ask. */
  protected abstract Answer show(L link, HttpServletRequest request);

  /** Does what the button is for, where there is still time. */
  protected abstract Answer act(L link, HttpServletRequest request);
}
