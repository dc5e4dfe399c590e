package org.jawort.form.tablet;

import java.time.Duration;
import java.time.Instant;
import org.jawort.form.FormId;
import org.jawort.platform.TenantId;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A form that was opened on a device.
 *
 * @param formKey last part of the form's address
 * @param place where it stands, in the words of whoever opened it
 * @param openedByName their name
 * @param overAt from when on it shows nothing any more: its time is over, or whoever opened it does
 *     not work here any more
 * @param endedAt when somebody ended it, or null
 * @param idleSeconds without a touch, after which it forgets what was typed
 * @param publicKey to which it seals what waits there, as SubjectPublicKeyInfo
 * @param waiting what it said when it was last heard of
 */
public record Tablet(
    TenantId tenant,
    TabletId id,
    FormId form,
    String formKey,
    String place,
    UserId openedBy,
    String openedByName,
    Instant openedAt,
    Instant overAt,
    @Nullable Instant endedAt,
    int idleSeconds,
    byte[] publicKey,
    int waiting,
    Instant seenAt) {
  /** How long a tablet shows its form before somebody has to open it anew. */
  public static final Duration LONGEST = Duration.ofDays(14);

  /** How long what was signed in time may still come afterwards. */
  static final Duration LATECOMERS = Duration.ofDays(14);

  /** Tells whether it shows the form. */
  public boolean shows(Instant now) {
    return endedAt == null && now.isBefore(overAt);
  }

  /** Tells whether what was signed on it at a time is still taken. */
  public boolean takes(Instant signedAt, Instant now) {
    return endedAt == null && !signedAt.isAfter(overAt) && now.isBefore(overAt.plus(LATECOMERS));
  }
}
