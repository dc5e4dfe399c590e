package org.jawort.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is inside the jar, by the list that the build has made of it; no network is asked. */
@Tag("packaged")
class DependenciesTest {
  private static final Path SBOM = Path.of("target/classes/META-INF/sbom/application.cdx.json");

  /** Those under which we may hand the program on; a part under several needs one of them. */
  private static final Set<String> LICENCES =
      Set.of(
          "Apache-2.0",
          "MIT",
          "MIT-0",
          "0BSD",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "EPL-2.0",
          "EPL-1.0",
          "EDL-1.0",
          "LGPL-2.1",
          "LGPL-2.1-only",
          "LGPL-2.1-or-later",
          "MPL-2.0",
          "CC0-1.0",
          "Unicode-3.0",
          "PostgreSQL");

  private static final Pattern NAMED =
      Pattern.compile("(?i).*(apache|bouncy castle|\\bMIT\\b|BSD|EDL|LGPL|lesser general).*");

  /** A part of the program. */
  private record Part(String group, String name, String version, List<String> licences) {
    static Part of(JsonNode node) {
      var licences = new ArrayList<String>();
      node.path("licenses")
          .forEach(
              one -> {
                licences.add(one.path("license").path("id").asString(""));
                licences.add(one.path("license").path("name").asString(""));
                licences.add(one.path("expression").asString(""));
              });
      licences.removeIf(String::isEmpty);
      return new Part(
          node.path("group").asString(""),
          node.path("name").asString(""),
          node.path("version").asString(""),
          licences);
    }

    String id() {
      return group + ":" + name;
    }

    boolean free() {
      return licences.stream()
          .anyMatch(
              licence ->
                  LICENCES.stream().anyMatch(one -> List.of(licence.split("[ ()]+")).contains(one))
                      || NAMED.matcher(licence).matches());
    }
  }

  /** A line of findings.txt. */
  private record Finding(String part, String below, String name, boolean accepted) {
    static Optional<Finding> of(String line) {
      if (line.isBlank() || line.startsWith("#")) {
        return Optional.empty();
      }
      String[] words = line.split("\\s+", 4);
      assertThat(words.length).as(line).isGreaterThanOrEqualTo(3);
      boolean accepted = words.length > 3 && words[3].matches("accepted: .{20,}");
      assertThat(words.length == 3 || accepted).as("why it is accepted: %s", line).isTrue();
      return Optional.of(new Finding(words[0], words[1], words[2], accepted));
    }

    boolean hits(Part part) {
      boolean named =
          this.part.endsWith("*")
              ? part.id().startsWith(this.part.substring(0, this.part.length() - 1))
              : part.id().equals(this.part);
      return named && (below.equals("*") || older(part.version(), below));
    }

    private static boolean older(String version, String than) {
      List<Integer> one = numbers(version);
      List<Integer> other = numbers(than);
      for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
        int left = i < one.size() ? one.get(i) : 0;
        int right = i < other.size() ? other.get(i) : 0;
        if (left != right) {
          return left < right;
        }
      }
      return false;
    }

    private static List<Integer> numbers(String version) {
      return Pattern.compile("\\d+")
          .matcher(version)
          .results()
          .map(found -> Integer.valueOf(found.group()))
          .toList();
    }
  }

  private static List<Part> parts() throws IOException {
    JsonNode sbom = JsonMapper.shared().readTree(Files.readString(SBOM));
    assertThat(sbom.path("bomFormat").asString("")).isEqualTo("CycloneDX");
    assertThat(sbom.has("serialNumber")).as("something that no two builds share").isFalse();
    return StreamSupport.stream(sbom.path("components").spliterator(), false)
        .map(Part::of)
        .toList();
  }

  @Test
  @DisplayName("The list of all that is inside is complete, and all of it may be handed on")
  void licences() throws IOException {
    List<Part> parts = parts();
    assertThat(parts).hasSizeGreaterThan(50);
    assertThat(parts).extracting(Part::name).contains("postgresql", "spring-core", "pebble");
    assertThat(parts).filteredOn(part -> !part.free()).as("parts under other licences").isEmpty();
  }

  @Test
  @DisplayName("No part has a known weakness that is not accepted with a reason")
  void findings() throws IOException {
    List<Finding> findings =
        Files.readAllLines(Path.of("docs/findings.txt")).stream()
            .flatMap(line -> Finding.of(line).stream())
            .toList();
    assertThat(findings).isNotEmpty();
    var hits = new ArrayList<String>();
    for (Part part : parts()) {
      findings.stream()
          .filter(finding -> !finding.accepted() && finding.hits(part))
          .forEach(finding -> hits.add(part.id() + " " + part.version() + " " + finding.name()));
    }
    assertThat(hits).isEmpty();
  }

  @Test
  @DisplayName("Each dependency that pom.xml names has its reason in docs/dependencies.md")
  void reasons() throws IOException {
    String page = Files.readString(Path.of("docs/dependencies.md"));
    String pom =
        Files.readString(Path.of("pom.xml"))
            .replaceAll("(?s)<dependencyManagement>.*?</dependencyManagement>", "")
            .replaceAll("(?s)<(build|exclusions)>.*?</\\1>", "");
    var names =
        Pattern.compile("(?s)<dependency>.*?<artifactId>([^<]+)</artifactId>")
            .matcher(pom)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(names).contains("pebble", "greenmail");
    assertThat(names)
        .filteredOn(name -> !page.contains(name.replaceAll("\\$.*", "")))
        .as("dependencies without a line in docs/dependencies.md")
        .isEmpty();
  }
}
