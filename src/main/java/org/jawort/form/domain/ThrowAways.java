package org.jawort.form.domain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.platform.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Providers of throw-away mailboxes: the list that comes with the program, or the one that lies in
 * the data folder instead, so that it can be renewed without a new version and without a restart.
 */
@Component
public class ThrowAways {
  /** Name of the list, and of the file in the data folder that takes its place. */
  public static final String FILE = "throw-away-domains.txt";

  private static final Logger LOG = LoggerFactory.getLogger(ThrowAways.class);
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  private final Path file;
  private final InstantSource clock;
  private final Listed bundled;
  private volatile Listed listed;

  /** A list, the time of its file (null: the bundled one), and when that was last looked at. */
  private record Listed(Set<String> domains, @Nullable FileTime changed, Instant looked) {
    boolean isDue(Instant now) {
      return now.isBefore(looked) || !now.isBefore(looked.plus(LOOK_EVERY));
    }
  }

  @Autowired
  ThrowAways(Settings settings, InstantSource clock) {
    this(settings.data(), clock);
  }

  ThrowAways(Path folder, InstantSource clock) {
    this.file = folder.resolve(FILE);
    this.clock = clock;
    this.bundled = new Listed(bundled(), null, Instant.EPOCH);
    this.listed = bundled;
  }

  private static Set<String> bundled() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(ThrowAways.class.getResourceAsStream(FILE)),
                StandardCharsets.UTF_8))) {
      return domains(lines.lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> domains(Stream<String> lines) {
    return lines
        .map(line -> line.strip().toLowerCase(Locale.ROOT))
        .filter(line -> !line.startsWith("#") && line.indexOf('.') > 0)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Tells whether a domain, or one that it is part of, is on the list. */
  boolean contain(String domain) {
    Set<String> domains = current().domains();
    return Above.of(domain).anyMatch(domains::contains);
  }

  /** How many domains are on the list. */
  public int count() {
    return current().domains().size();
  }

  /** Whether the list is the one in the data folder. */
  public boolean ownList() {
    return current().changed() != null;
  }

  private Listed current() {
    Listed known = listed;
    Instant now = clock.instant();
    if (known.isDue(now)) {
      known = looked(known, now);
      listed = known;
    }
    return known;
  }

  private Listed looked(Listed known, Instant now) {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      return changed.equals(known.changed())
          ? new Listed(known.domains(), changed, now)
          : read(known, changed, now);
    } catch (NoSuchFileException e) {
      return new Listed(bundled.domains(), null, now);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} cannot be read; the list that was known before goes on", file);
      return new Listed(known.domains(), known.changed(), now);
    }
  }

  private Listed read(Listed known, FileTime changed, Instant now) throws IOException {
    Set<String> domains;
    try (Stream<String> lines = Files.lines(file)) {
      domains = domains(lines);
    }
    if (domains.isEmpty()) {
      LOG.warn("{} names no domain; the list that was known before goes on", file);
      return new Listed(known.domains(), known.changed(), now);
    }
    return new Listed(domains, changed, now);
  }
}
