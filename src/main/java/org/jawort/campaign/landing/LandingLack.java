package org.jawort.campaign.landing;

import java.util.List;

/**
 * What is to be mended before a page can be published.
 *
 * @param arguments what is wrong, literally, for its message
 */
public record LandingLack(LandingFault fault, List<Object> arguments) {
  /** Copies the arguments. */
  public LandingLack {
    arguments = List.copyOf(arguments);
  }

  static LandingLack of(LandingFault fault, Object... arguments) {
    return new LandingLack(fault, List.of(arguments));
  }
}
