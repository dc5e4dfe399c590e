package org.jawort;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jawort.campaign.landing.LandingFuzz;
import org.jawort.campaign.template.TemplateFuzz;
import org.jawort.consent.dossier.DossierFuzz;
import org.jawort.contact.address.AddressFuzz;
import org.jawort.delivery.MimeFuzz;
import org.jawort.form.web.BodyFuzz;
import org.jawort.platform.TokenFuzz;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What readers of strangers' bytes once fell over, and what people who attack begin with. {@code
 * bin/soak} looks for more with Jazzer; what it finds is put beside these.
 */
class FuzzedInputsTest {
  private static final Path FOUND = Path.of("src/test/resources/fuzz");

  private static final List<byte[]> BEGINNINGS =
      Stream.of(
              "",
              "- ".repeat(2_000),
              "> ".repeat(2_000),
              "*_".repeat(3_000),
              "[".repeat(5_000),
              "![".repeat(3_000) + "](x)".repeat(3_000),
              "{\"a\":".repeat(5_000),
              "[".repeat(20_000) + "]".repeat(20_000),
              "{% if true %}".repeat(2_000),
              "{{ " + "(".repeat(5_000),
              "{{ " + "not ".repeat(5_000),
              "{{ 1" + "-1".repeat(5_000) + " }}",
              "%".repeat(1_000),
              "a=%F0%9F",
              "\uD800",
              "\0",
              "%PDF-1.7\n" + "<<".repeat(5_000),
              "%PDF-1.7\n1 0 obj<</Type/Catalog/Names 1 0 R>>endobj\ntrailer<</Root 1 0 R>>",
              "{\"format\":\"org.jawort.dossier\"}",
              "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n".repeat(5_000),
              "Content-Type: text/html; charset=nope\n\nx",
              "\"".repeat(300) + "@example.org",
              "a@" + "a.".repeat(200) + "example")
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .toList();

  static Stream<Class<?>> readers() {
    return Stream.of(
        BodyFuzz.class,
        TemplateFuzz.class,
        LandingFuzz.class,
        TokenFuzz.class,
        AddressFuzz.class,
        MimeFuzz.class,
        DossierFuzz.class);
  }

  @ParameterizedTest
  @MethodSource("readers")
  @DisplayName("any input gives an answer")
  void answered(Class<?> reader) throws Exception {
    Method read = reader.getMethod("fuzzerTestOneInput", byte[].class);
    for (byte[] input : BEGINNINGS) {
      assertThatCode(() -> read.invoke(null, (Object) input))
          .as(new String(input, 0, Math.min(40, input.length), StandardCharsets.UTF_8))
          .doesNotThrowAnyException();
    }
    for (Path input : found(reader)) {
      byte[] bytes = Files.readAllBytes(input);
      assertThatCode(() -> read.invoke(null, (Object) bytes))
          .as(input.toString())
          .doesNotThrowAnyException();
    }
  }

  private static List<Path> found(Class<?> reader) throws IOException {
    Path folder = FOUND.resolve(reader.getSimpleName());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
