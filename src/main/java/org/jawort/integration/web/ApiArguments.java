package org.jawort.integration.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jawort.integration.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JsonNode;

/** Hands the API's methods who calls, the query, and the body read strictly. */
@Component
class ApiArguments implements HandlerMethodArgumentResolver, WebMvcConfigurer {
  private static final Set<Class<?>> KINDS =
      Set.of(Caller.class, QueryInput.class, JsonInput.class);
  private static final String BODY = "body";
  // Ten thousand ids to come into a group, and as many to leave it.
  private static final int MOST_BYTES = 1_000_000;

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return KINDS.contains(parameter.getParameterType());
  }

  @Override
  public @Nullable Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binder)
      throws IOException {
    var request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
    if (parameter.getParameterType() == Caller.class) {
      return BearerFilter.caller(request);
    }
    return parameter.getParameterType() == QueryInput.class
        ? QueryInput.of(request)
        : body(request, parameter.isOptional());
  }

  private static @Nullable JsonInput body(HttpServletRequest request, boolean optional)
      throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new ApiFault(
          ApiFault.Problem.of(413, "too-large", "A body has at most " + MOST_BYTES + " bytes."));
    }
    if (optional && bytes.length == 0) {
      return null;
    }
    JsonNode node = StrictJson.tree(StrictJson.text(bytes, BODY), BODY);
    if (node.isMissingNode()) {
      throw StrictJson.malformed("The body is empty.");
    }
    if (!node.isObject()) {
      throw new ApiFault(
          ApiFault.Problem.of(422, "invalid", "The body must be a JSON object.")
              .with("errors", List.of()));
    }
    return JsonInput.of(node);
  }
}
