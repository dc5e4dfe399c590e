package org.jawort.consent.permission;

import org.jawort.contact.address.Channel;

/** How somebody is reached: a consent to one way is none to another (law 1, 17). */
public enum Way {
  /** By e-mail. */
  EMAIL(Channel.EMAIL),
  /** By a text message to a number. */
  SMS(Channel.SMS),
  /** By calling a number (§ 7a UWG, law 18). */
  CALL(Channel.SMS);

  private final Channel channel;

  Way(Channel channel) {
    this.channel = channel;
  }

  /** What kind of contact point is reached by it. */
  public Channel channel() {
    return channel;
  }

  /** By which a message of a channel goes. */
  public static Way of(Channel channel) {
    return switch (channel) {
      case EMAIL -> EMAIL;
      case SMS -> SMS;
    };
  }
}
