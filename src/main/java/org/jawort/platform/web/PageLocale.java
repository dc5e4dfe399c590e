package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jawort.platform.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The language of a page: what the page itself chose, else the setting of who is signed in, else
 * German or English by Accept-Language, German where it names neither.
 */
@Component("localeResolver")
public final class PageLocale implements LocaleResolver {
  private static final String CHOSEN = PageLocale.class.getName();

  PageLocale() {}

  /** Chooses the language of a public page, before its view is drawn. */
  public static void choose(HttpServletRequest request, Language language) {
    request.setAttribute(CHOSEN, language);
  }

  /** The language of the running request's page. */
  public static Language of(HttpServletRequest request) {
    if (request.getAttribute(CHOSEN) instanceof Language chosen) {
      return chosen;
    }
    return Viewer.current().map(Viewer::language).orElseGet(() -> accepted(request));
  }

  private static Language accepted(HttpServletRequest request) {
    if (request.getHeader("Accept-Language") == null) {
      return Language.DE;
    }
    List<Locale> wanted = Collections.list(request.getLocales());
    return wanted.stream()
        .flatMap(locale -> Language.of(locale.getLanguage()).stream())
        .findFirst()
        .orElse(Language.DE);
  }

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    return of(request).locale();
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    throw new UnsupportedOperationException("a page chooses by PageLocale.choose");
  }
}
