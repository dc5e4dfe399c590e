package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Looks for the handler of an address among those whose addresses begin alike. Otherwise each
 * request of a form would be compared with the hundreds of addresses of the desk and of the API, as
 * only addresses without variables are looked up at once: a sixth of what a sign-up costs.
 */
public final class FirstSegmentMapping extends RequestMappingHandlerMapping {
  private final Map<String, Branch> branches = new HashMap<>();

  /** The handlers of one first segment, and those that may be meant whatever it is. */
  private static final class Branch extends RequestMappingHandlerMapping {
    @Override
    protected void initHandlerMethods() {
      // It is told which there are.
    }

    @Nullable HandlerMethod find(String path, HttpServletRequest request) throws Exception {
      return lookupHandlerMethod(path, request);
    }
  }

  @Override
  protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> handlers) {
    super.handlerMethodsInitialized(handlers);
    Set<String> segments = new HashSet<>();
    handlers.keySet().forEach(info -> firsts(info).filter(this::isLiteral).forEach(segments::add));
    for (String segment : segments) {
      Branch branch = branch();
      handlers.forEach(
          (info, handler) -> {
            if (firsts(info).anyMatch(first -> first.equals(segment) || !isLiteral(first))) {
              branch.registerMapping(info, handler.getBean(), handler.getMethod());
            }
          });
      branches.put(segment, branch);
    }
  }

  private Branch branch() {
    var branch = new Branch();
    branch.setApplicationContext(obtainApplicationContext());
    branch.setPatternParser(getPatternParser());
    branch.setContentNegotiationManager(getContentNegotiationManager());
    branch.afterPropertiesSet();
    return branch;
  }

  private static Stream<String> firsts(RequestMappingInfo info) {
    return info.getPathPatternsCondition() == null
        ? Stream.of("*")
        : info.getPathPatternsCondition().getPatterns().stream()
            .map(PathPattern::getPatternString)
            .map(FirstSegmentMapping::first);
  }

  private static String first(String path) {
    int end = path.indexOf('/', 1);
    return path.isEmpty() ? "" : path.substring(1, end < 0 ? path.length() : end);
  }

  /** Neither of a pattern nor written in a way that has to be decoded first. */
  private boolean isLiteral(String segment) {
    return segment.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '.');
  }

  @Override
  protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
      throws Exception {
    Branch branch = branches.get(first(path));
    return branch == null ? super.lookupHandlerMethod(path, request) : branch.find(path, request);
  }
}
