package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Hands a handler what its path names, as the acting tenant has it; where there is no such thing,
 * the handler never runs. Each room has one for each of its nouns, as a component of its own.
 *
 * @param <T> the noun
 */
public abstract class PathArgument<T> implements HandlerMethodArgumentResolver, WebMvcConfigurer {
  private final Class<T> type;

  protected PathArgument(Class<T> type) {
    this.type = type;
  }

  /**
   * A request as far as it says what is asked for.
   *
   * @param names what the path has in place of each {@code {name}}
   */
  public record Named(Map<String, String> names, NativeWebRequest request) {
    /** The id under a name. */
    public UUID id(String name) {
      return UUID.fromString(text(name));
    }

    /** The number under a name. */
    public int number(String name) {
      return Integer.parseInt(text(name));
    }

    /** What stands under a name. */
    public String text(String name) {
      return Objects.requireNonNull(names.get(name), name);
    }

    /** A parameter of the query or of a form; empty where there is none. */
    public String parameter(String name) {
      return Objects.requireNonNullElse(request.getParameter(name), "");
    }
  }

  /** Looks for it in the tenant that acts; empty where it has none such. */
  protected abstract Optional<T> find(TenantId tenant, Named named);

  /** The answer where there is none. */
  protected abstract PageFault missing();

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == type;
  }

  @Override
  public T resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binder) {
    TenantId tenant =
        Viewer.current()
            .map(Viewer::tenant)
            .orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    return find(tenant, new Named(names(request), request)).orElseThrow(this::missing);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> names(NativeWebRequest request) {
    var http = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    return (Map<String, String>)
        Objects.requireNonNull(http.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE));
  }
}
