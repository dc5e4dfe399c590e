package org.jawort;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of a browser as pages without script need: it keeps cookies (secure ones too, as browsers
 * do on localhost), remembers the form token of the last page, and follows no redirect by itself.
 */
public final class TestBrowser {
  private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final String BOUNDARY = "x-test-boundary-x";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String base;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private String formToken = "";

  TestBrowser(String base) {
    this.base = base;
    header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
  }

  /** An answer. */
  public record Page(int status, Map<String, List<String>> headers, String body) {
    /** The first header of that name, or an empty text. */
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of("")).getFirst();
    }

    /** Where a redirect leads. */
    public String location() {
      return header("location");
    }

    /** As much as a failure has to show. */
    @Override
    public String toString() {
      return status() + " " + location() + FailureWords.of(body());
    }
  }

  /** Sends this header with every request from now on. */
  public TestBrowser header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** The cookies that it holds. */
  public Map<String, String> cookies() {
    return cookies;
  }

  /** Opens an address. */
  public Page get(String path) {
    return send(request(path).GET());
  }

  /** Any other request without a body. */
  public Page method(String method, String path) {
    return send(request(path).method(method, BodyPublishers.noBody()));
  }

  /** Sends a form with the token of the page that it last saw. */
  public Page post(String path, Map<String, ?> fields) {
    var all = new LinkedHashMap<String, Object>(fields);
    all.put("_csrf", formToken);
    return postBare(path, all);
  }

  /** Sends a form as somebody else's page would; a list sends its field several times. */
  public Page postBare(String path, Map<String, ?> fields) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encode(fields))));
  }

  /** Sends what a script of ours would. */
  public Page postJson(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** Sends a form with a file, with the token of the page that it last saw. */
  public Page upload(
      String path, Map<String, ?> fields, String field, String name, String type, byte[] content) {
    var body = new ByteArrayOutputStream();
    var all = new LinkedHashMap<String, Object>(fields);
    all.put("_csrf", formToken);
    all.forEach((key, value) -> part(body, "name=\"" + key + "\"", "", value.toString()));
    String file = "name=\"" + field + "\"; filename=\"" + name + "\"";
    part(body, file, "Content-Type: " + type + "\r\n", new String(content, ISO_8859_1), ISO_8859_1);
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static void part(
      ByteArrayOutputStream body, String disposition, String headers, String value) {
    part(body, disposition, headers, value, UTF_8);
  }

  private static void part(
      ByteArrayOutputStream body,
      String disposition,
      String headers,
      String value,
      Charset charset) {
    String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n";
    body.writeBytes((head + headers + "\r\n").getBytes(UTF_8));
    body.writeBytes(value.getBytes(charset));
    body.writeBytes("\r\n".getBytes(UTF_8));
  }

  /** Signs in through the page. */
  public TestBrowser signIn(String email, String password) {
    get("/login");
    Page answer = post("/login", Map.of("email", email, "password", password));
    if (answer.status() != 302) {
      throw new AssertionError(email + " is not signed in: " + answer);
    }
    return this;
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(base + path));
    headers.forEach(request::header);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private Page send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
      answer.headers().allValues("set-cookie").forEach(this::keep);
      var token = FORM_TOKEN.matcher(answer.body());
      if (token.find()) {
        formToken = token.group(1);
      }
      return new Page(answer.statusCode(), answer.headers().map(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String header) {
    for (HttpCookie cookie : HttpCookie.parse(header)) {
      if (cookie.getMaxAge() == 0) {
        cookies.remove(cookie.getName());
      } else {
        cookies.put(cookie.getName(), cookie.getValue());
      }
    }
  }

  private static String encode(Map<String, ?> fields) {
    var pairs = new ArrayList<String>();
    fields.forEach(
        (name, value) ->
            (value instanceof List<?> several ? several : List.of(value))
                .forEach(one -> pairs.add(encode(name) + "=" + encode(one.toString()))));
    return String.join("&", pairs);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
