package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A picture that somebody uploaded, at an address that holds the hash of its content: browsers may
 * keep it forever, and whatever it turns out to be can do nothing.
 */
public final class PictureAnswer {
  private static final String FOREVER = "public, max-age=31536000, immutable";

  private PictureAnswer() {}

  /**
   * The answer.
   *
   * @param type media type, such as {@code image/png}
   */
  public static ResponseEntity<byte[]> of(
      String type, byte[] content, HttpServletResponse response) {
    ContentPolicy.framed("").with("frame-ancestors", "'none'").set(response);
    // Over what is set for all answers, rather than beside it.
    response.setHeader(HttpHeaders.CACHE_CONTROL, FOREVER);
    MediaType media = MediaType.valueOf(type);
    String name = "logo." + media.getSubtype();
    return ResponseEntity.ok()
        .contentType(media)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.inline().filename(name).build().toString())
        .body(content);
  }
}
