package org.jawort.platform.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jawort.platform.Sha256;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;

/**
 * Stylesheets, scripts and pictures, all served by us: each room's files in {@code
 * resources/assets/<room>/…} and the libraries' that the frame needs. An address holds the hash of
 * the content, so browsers may keep it forever. In templates: {@code @{/assets/frame/public.css}}.
 */
@Component("assets")
public final class Assets {
  private static final String WEBJARS = "META-INF/resources/webjars/";

  private final Map<String, Asset> assets = new HashMap<>();

  Assets() {
    own();
    library("tabler/tabler.min.css", "tabler__core", "dist/css/tabler.min.css");
    library("tabler/tabler.min.js", "tabler__core", "dist/js/tabler.min.js");
    library("htmx/htmx.min.js", "htmx.org", "dist/htmx.min.js");
  }

  /** A file as it is served. */
  record Asset(String hash, MediaType type, byte[] plain, byte[] zipped) {}

  /**
   * The address of an asset.
   *
   * @param name such as {@code frame/public.css}
   * @throws IllegalArgumentException where there is none of that name
   */
  public String url(String name) {
    Asset asset = assets.get(name);
    if (asset == null) {
      throw new IllegalArgumentException("no asset: " + name);
    }
    return "/assets/" + asset.hash() + "/" + name;
  }

  Optional<Asset> find(String hash, String name) {
    return Optional.ofNullable(assets.get(name)).filter(asset -> asset.hash().equals(hash));
  }

  private void own() {
    try {
      for (Resource file :
          new PathMatchingResourcePatternResolver().getResources("classpath*:assets/*/**")) {
        if (file.isReadable() && file.contentLength() > 0) {
          URI address = file.getURI();
          String path = address.toString();
          add(path.substring(path.lastIndexOf("/assets/") + "/assets/".length()), file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void library(String name, String webjar, String file) {
    try {
      Resource[] found =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:" + WEBJARS + webjar + "/*/" + file);
      add(name, found[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String name, Resource file) throws IOException {
    byte[] plain = file.getContentAsByteArray();
    MediaType type = MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
    assets.put(name, new Asset(hash(plain), type, plain, zip(plain)));
  }

  private static String hash(byte[] content) {
    return HexFormat.of().formatHex(Sha256.of(content), 0, 8);
  }

  private static byte[] zip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zipped = new GZIPOutputStream(bytes)) {
      zipped.write(content);
    }
    return bytes.toByteArray();
  }
}
