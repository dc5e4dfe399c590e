package org.jawort.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hands {@link FormInput} to the handlers that ask for it: the request's parameters as sent. */
@Component
class FormArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {
  private static final String[] NONE = {};

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == FormInput.class;
  }

  @Override
  public FormInput resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binder) {
    var values = new LinkedMultiValueMap<String, String>();
    request.getParameterMap().forEach((name, sent) -> values.put(name, List.of(sent)));
    Labels labels = parameter.getParameterAnnotation(Labels.class);
    return FormInput.of(values, labels == null ? NONE : labels.value());
  }
}
