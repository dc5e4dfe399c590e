package org.jawort.consent.web;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jawort.consent.log.LogReads;
import org.jawort.consent.log.TileAddress;
import org.jawort.platform.Sha256;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Serves the log to everybody as C2SP tlog-tiles wants it (law 47). */
@Controller
class LogPages {
  private static final MediaType TEXT = MediaType.valueOf("text/plain;charset=utf-8");

  /** Asked again each time, and answered in a line where nothing is new. */
  private static final String FRESH = "public, no-cache";

  private static final String FOREVER = "public, max-age=31536000, immutable";

  /** A partial tile does not change either, but soon nobody asks for it any more. */
  private static final String AN_HOUR = "public, max-age=3600, immutable";

  private final LogReads log;

  LogPages(LogReads log) {
    this.log = log;
  }

  @GetMapping("/log/checkpoint")
  ResponseEntity<byte[]> checkpoint(HttpServletResponse response) {
    return text(log.latest().note(), response);
  }

  /** One line: the key that signs now. */
  @GetMapping("/log/key")
  ResponseEntity<byte[]> key(HttpServletResponse response) {
    return text(log.latest().verifierKey() + "\n", response);
  }

  /** A line for each key that ever signed, the newest first. */
  @GetMapping("/log/keys")
  ResponseEntity<byte[]> keys(HttpServletResponse response) {
    return text(String.join("\n", log.verifierKeys()) + "\n", response);
  }

  @GetMapping("/log/tile/{*path}")
  ResponseEntity<byte[]> tile(@PathVariable String path, HttpServletResponse response) {
    return TileAddress.parse(path.substring(1))
        .flatMap(
            address ->
                log.find(address)
                    .map(
                        content ->
                            answer(
                                content,
                                MediaType.APPLICATION_OCTET_STREAM,
                                address.isFull() ? FOREVER : AN_HOUR,
                                response)))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private static ResponseEntity<byte[]> text(String text, HttpServletResponse response) {
    return answer(text.getBytes(StandardCharsets.UTF_8), TEXT, FRESH, response);
  }

  private static ResponseEntity<byte[]> answer(
      byte[] body, MediaType type, String caching, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, caching);
    return ResponseEntity.ok().contentType(type).eTag(tag(body)).body(body);
  }

  private static String tag(byte[] body) {
    return "\"" + HexFormat.of().formatHex(Sha256.of(body), 0, 12) + "\"";
  }
}
