package org.jawort.campaign.template;

import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the elements of a list together; in place of Pebble's own, which would multiply a long list
 * by a long separator before anybody can look at the result.
 */
record Join() implements Filter {
  @Override
  public List<String> getArgumentNames() {
    return List.of("separator");
  }

  @Override
  public @Nullable Object apply(
      @Nullable Object input,
      Map<String, Object> arguments,
      PebbleTemplate self,
      EvaluationContext context,
      int line) {
    if (!(input instanceof Collection<?> parts)) {
      return input;
    }
    String separator = String.valueOf(arguments.getOrDefault("separator", ""));
    var joined = new StringBuilder();
    for (Object part : parts) {
      joined.append(joined.isEmpty() ? "" : separator).append(part == null ? "" : part);
      if (joined.length() > Budget.LARGEST_VALUE) {
        throw new UnusableTemplateException("bulky", line);
      }
    }
    return joined.toString();
  }
}
