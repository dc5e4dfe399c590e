package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jawort.platform.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.view.RedirectView;

/**
 * What a handler answers with, as one value: a page with what its template shows, a redirect with a
 * sentence for the next page, or a file. Nothing is written before the handler has returned.
 */
public final class Answer {
  private static final String REDIRECT = "redirect:";

  private final Object view;
  private final @Nullable Content content;
  private final Map<String, @Nullable Object> model = new LinkedHashMap<>();
  private final List<Consumer<HttpServletResponse>> heads = new ArrayList<>();
  private int status = HttpServletResponse.SC_OK;
  private @Nullable Language language;

  /** What stands in a file, written as it is made so that a large one is never whole in memory. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  private Answer(Object view, @Nullable Content content) {
    this.view = view;
    this.content = content;
  }

  /** A page, or a fragment of one, by the name of its template. */
  public static Answer page(String template) {
    return new Answer(template, null);
  }

  /** A redirect to a path of ours. */
  public static Answer redirect(String path) {
    return new Answer(REDIRECT + path, null);
  }

  /**
   * The way to a page on another website (303), once a form of ours has done its work.
   *
   * @param address complete, and checked by whoever keeps it
   */
  public static Answer elsewhere(String address) {
    var redirect = new RedirectView(address);
    redirect.setStatusCode(HttpStatus.SEE_OTHER);
    redirect.setHttp10Compatible(false);
    redirect.setExposeModelAttributes(false);
    redirect.setExpandUriTemplateVariables(false);
    return new Answer(redirect, null);
  }

  /** What is no page, such as a document or a problem for programs. */
  public static Answer written(String type, byte[] body) {
    return written(type, out -> out.write(body)).head(head -> head.setContentLength(body.length));
  }

  /** The same, of a length that nobody knows yet. */
  public static Answer written(String type, Content content) {
    return new Answer("", content).head(head -> head.setContentType(type));
  }

  /** A file to be saved under this name, never shown. */
  public static Answer file(String name, MediaType type, Content content) {
    return written(type.toString(), content)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString());
  }

  /** A status, and headers perhaps, with nothing to read. */
  public static Answer empty(int status) {
    return new Answer("", out -> {}).status(status).head(head -> head.setContentLength(0));
  }

  /** The same with something for the template to show. */
  public Answer with(String name, @Nullable Object value) {
    model.put(name, value);
    return this;
  }

  /** The same with all of these. */
  public Answer with(Map<String, ? extends @Nullable Object> more) {
    model.putAll(more);
    return this;
  }

  /** The same under another status. */
  public Answer status(int other) {
    status = other;
    return this;
  }

  /** The status that it will have; a redirect has that of the page until it is written. */
  public int statusCode() {
    return status;
  }

  /** The same in this language, whoever reads it. */
  public Answer in(Language chosen) {
    language = chosen;
    return this;
  }

  /** Says on the next page that something worked. */
  public Answer good(String key, Object... arguments) {
    return head(response -> Flash.good(response, key, arguments));
  }

  /** Says on the next page that something did not work. */
  public Answer bad(String key, Object... arguments) {
    return head(response -> Flash.bad(response, key, arguments));
  }

  /** The same with a header. */
  public Answer header(String name, String value) {
    return head(response -> response.setHeader(name, value));
  }

  /** Lets the form of this page lead on to another website. */
  public Answer leadingOn() {
    // Browsers hold a form's redirects to the page's policy as well, each hop of them, and a
    // website may send its visitors on to another of its names.
    return policy(ContentPolicy.STRICT.with("form-action", "'self' https:"));
  }

  /** The same under a Content-Security-Policy of its own. */
  public Answer policy(ContentPolicy policy) {
    return head(policy::set);
  }

  private Answer head(Consumer<HttpServletResponse> head) {
    heads.add(head);
    return this;
  }

  /** Answers, or leaves the page to be drawn. */
  void give(
      ModelAndViewContainer container, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    heads.forEach(head -> head.accept(response));
    if (language != null) {
      PageLocale.choose(request, language);
    }
    if (content != null) {
      container.setRequestHandled(true);
      response.setStatus(status);
      content.writeTo(response.getOutputStream());
      return;
    }
    container.setView(view);
    if (view instanceof RedirectView || view.toString().startsWith(REDIRECT)) {
      container.setRedirectModelScenario(true);
    } else {
      response.setStatus(status);
      container.addAllAttributes(model);
    }
  }
}
