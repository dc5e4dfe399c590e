package org.jawort;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The quick tests")
class QuickTestsTest {
  private final List<String> quick =
      new QuickTests(Path.of("target/test-classes").toAbsolutePath()).names();

  @Test
  @DisplayName("are those of units and modules")
  void units() {
    assertThat(quick).contains(ModularityTest.class.getName(), "org.jawort.platform.SettingsTest");
  }

  @Test
  @DisplayName("need no database, server or browser, themselves or by what they use")
  void nothingStarted() {
    assertThat(quick)
        .doesNotContain(
            TestPostgresTest.class.getName(),
            StartTest.class.getName(),
            PackagedTest.class.getName(),
            "org.jawort.browser.MainJobTest");
  }
}
