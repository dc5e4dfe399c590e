package org.jawort.optin.step;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;

/**
 * Something to be said, in whatever language it is read.
 *
 * @param key of the message
 * @param args texts, numbers, or words again
 */
public record Phrase(String key, List<Object> args) implements MessageSourceResolvable {
  /** Copies the arguments. */
  public Phrase {
    args = List.copyOf(args);
  }

  /** Words with the given arguments. */
  public static Phrase of(String key, Object... args) {
    return new Phrase(key, List.of(args));
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
