package org.jawort.consent.ecg;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From where the list is fetched by itself.
 *
 * @param chosenBy the owner who said so
 * @param etag what the other side called the list that it gave last, or null
 * @param lastModified when that had changed by its word, or null
 * @param triedAt the last try, or null
 * @param fetchedAt the last that brought the list or heard that it stands, or null
 * @param fault why the last try brought nothing, or null
 * @param status what the other side answered, or null
 */
public record EcgSource(
    String url,
    UUID chosenBy,
    @Nullable String etag,
    @Nullable String lastModified,
    @Nullable Instant triedAt,
    @Nullable Instant fetchedAt,
    @Nullable String fault,
    @Nullable Integer status) {
  /** So often it is fetched. */
  public static final Duration EACH = Duration.ofDays(1);

  /** Most characters of an address. */
  public static final int LONGEST = 1_000;
}
