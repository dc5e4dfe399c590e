package org.jawort.form;

import java.util.UUID;
import org.jawort.contact.address.Channel;

/**
 * A box for a consent, as whoever builds a form chooses it: one for each purpose and channel (law
 * 1). Its words are the purpose's, in the language of the form.
 *
 * @param required whether the form cannot be submitted without it
 */
public record ConsentBox(UUID purpose, Channel channel, boolean required) {
  /** Most of them on a form; who is asked for more reads none of it. */
  public static final int MOST = 5;

  /** Whether both are about the same, be it mandatory or not. */
  boolean asksAs(ConsentBox other) {
    return purpose.equals(other.purpose) && channel == other.channel;
  }
}
