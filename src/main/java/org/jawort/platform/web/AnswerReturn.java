package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives the {@link Answer} that a handler returned. */
@Component
class AnswerReturn implements HandlerMethodReturnValueHandler, WebMvcConfigurer {
  @Override
  public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
    handlers.add(this);
  }

  @Override
  public boolean supportsReturnType(MethodParameter returned) {
    return returned.getParameterType() == Answer.class;
  }

  @Override
  public void handleReturnValue(
      @Nullable Object value,
      MethodParameter returned,
      ModelAndViewContainer container,
      NativeWebRequest request)
      throws IOException {
    var response = Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
    ((Answer) Objects.requireNonNull(value, "a handler answers"))
        .give(
            container,
            Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)),
            response);
  }
}
