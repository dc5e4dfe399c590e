package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** Serves the assets, and each tenant's colour as a stylesheet of its own. */
@Controller
class AssetPages {
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String A_DAY = "public, max-age=86400";

  private final Assets assets;

  AssetPages(Assets assets) {
    this.assets = assets;
  }

  @GetMapping("/assets/{hash:[0-9a-f]{16}}/{*name}")
  ResponseEntity<byte[]> asset(
      @PathVariable String hash,
      @PathVariable String name,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false)
          @Nullable String encodings,
      HttpServletResponse response) {
    boolean zipped = encodings != null && encodings.contains("gzip");
    return assets
        .find(hash, name.substring(1))
        .map(asset -> answer(asset, zipped, response))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private static ResponseEntity<byte[]> answer(
      Assets.Asset asset, boolean zipped, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, FOREVER);
    var answer =
        ResponseEntity.ok()
            .contentType(asset.type())
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    return zipped
        ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(asset.zipped())
        : answer.body(asset.plain());
  }

  @GetMapping("/assets/t/{colour:[0-9a-f]{6}}.css")
  ResponseEntity<byte[]> colour(@PathVariable String colour, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, A_DAY);
    return ResponseEntity.ok()
        .contentType(MediaType.valueOf("text/css;charset=UTF-8"))
        .body(BrandColour.of(colour).css().getBytes(StandardCharsets.UTF_8));
  }
}
