package org.jawort.form.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jawort.form.OpenForms;
import org.jawort.platform.Settings;
import org.jawort.platform.web.ContentPolicy;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets the pages of other origins show forms and talk to them: CORS (Fetch, section 3.2) for what
 * scripts ask, never with credentials, and frames. A request without an origin, as programs and
 * plain links send it, passes as if this were not here.
 */
@Component
class FormReach implements HandlerInterceptor, WebMvcConfigurer {
  private static final String A_WHILE = "7200";

  private final OpenForms forms;
  private final EmbedHosts hosts;
  private final String own;

  FormReach(OpenForms forms, EmbedHosts hosts, Settings settings) {
    this.forms = forms;
    this.hosts = hosts;
    this.own = settings.publicUrl().toString();
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/f/{key}/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    String[] path = request.getRequestURI().split("/", -1);
    boolean framed = path.length > 3 && path[3].equals("frame");
    Optional<String> origin =
        Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN)).filter(one -> !one.equals(own));
    if (origin.isEmpty() && !framed) {
      return true;
    }
    Optional<Embedders> may = forms.find(path[2]).map(form -> hosts.of(form.tenant().id()));
    if (framed) {
      Framing.begin(request);
      may.ifPresent(by -> framed(by, response));
    }
    return origin.isEmpty()
        || crossing(may.flatMap(by -> origin.flatMap(by::allowing)), request, response);
  }

  private static void framed(Embedders by, HttpServletResponse response) {
    ContentPolicy.STRICT.with("frame-ancestors", by.ancestors()).set(response);
  }

  /** Whether to go on: the question before a request (preflight) is answered here. */
  private static boolean crossing(
      Optional<String> allowed, HttpServletRequest request, HttpServletResponse response) {
    allowed.ifPresent(
        origin -> response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin));
    boolean before =
        request.getMethod().equals("OPTIONS")
            && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    if (!before) {
      return true;
    }
    if (allowed.isPresent()) {
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
      response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, Accept");
      response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, A_WHILE);
    }
    response.setStatus(
        allowed.isPresent() ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_FORBIDDEN);
    return false;
  }
}
