package org.jawort.campaign.image;

import java.time.Instant;
import java.util.UUID;

/**
 * A picture that mails may show.
 *
 * @param path behind {@link #PLACE}, such as {@code 7/0123456789abcdef0123456789abcdef.png}
 * @param type media type, as its content says
 * @param width in pixels
 * @param height in pixels
 * @param name of the file, as the browser said
 * @param alt what it says to those who do not see it
 * @param size in bytes
 */
public record CampaignImage(
    UUID id,
    String path,
    String type,
    int width,
    int height,
    String name,
    String alt,
    int size,
    Instant addedAt) {
  /** Beginning of the public addresses of all pictures. */
  public static final String PLACE = "/assets/i/";

  /** Its public address, without the host. */
  public String address() {
    return PLACE + path;
  }
}
