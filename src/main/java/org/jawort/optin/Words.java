package org.jawort.optin;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;

/**
 * Something to be said, in whatever language it is read.
 *
 * @param key of the message
 * @param args texts, numbers, or words again
 */
public record Words(String key, List<Object> args) implements MessageSourceResolvable {
  /** Copies the arguments. */
  public Words {
    args = List.copyOf(args);
  }

  /** Words with the given arguments. */
  public static Words of(String key, Object... args) {
    return new Words(key, List.of(args));
  }

  @Override
  public String[] getCodes() {
    return new String[] {key};
  }

  @Override
  public Object[] getArguments() {
    return args.toArray();
  }
}
