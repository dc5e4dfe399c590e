package org.jawort.form.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.stream.Stream;
import org.jawort.SettableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("B-07 The list of providers of throw-away mailboxes")
class ThrowAwaysTest {
  private final SettableClock clock = new SettableClock();

  @Test
  @DisplayName("B-07 comes with the program, and holds for what is below its domains")
  void bundled(@TempDir Path folder) {
    var list = new ThrowAways(folder, clock);
    assertThat(list.count()).isGreaterThan(1000);
    assertThat(list.ownList()).isFalse();
    assertThat(list.contain("mailinator.com")).isTrue();
    assertThat(list.contain("eu.mailinator.com")).isTrue();
    assertThat(list.contain("mailinator.example")).isFalse();
    assertThat(
            Stream.of("gmail.com", "gmx.de", "web.de", "t-online.de", "mailbox.org")
                .filter(list::contain))
        .isEmpty();
  }

  @Test
  @DisplayName("B-07 is replaced by a file in the data folder, while the program runs")
  void replaced(@TempDir Path folder) throws IOException {
    var list = new ThrowAways(folder, clock);
    assertThat(list.contain("mailinator.com")).isTrue();
    Path file = folder.resolve(ThrowAways.FILE);
    Files.writeString(file, "# of ours\n\n Weg.Example \n");
    clock.tick(Duration.ofMinutes(1));
    assertThat(list.contain("weg.example")).isTrue();
    assertThat(list.contain("mailinator.com")).isFalse();
    assertThat(list.count()).isEqualTo(1);
    assertThat(list.ownList()).isTrue();
    Files.writeString(file, "nothing that is a domain");
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    clock.tick(Duration.ofMinutes(1));
    assertThat(list.contain("weg.example")).as("what was known goes on").isTrue();
    Files.delete(file);
    clock.tick(Duration.ofMinutes(1));
    assertThat(list.contain("mailinator.com")).isTrue();
    assertThat(list.ownList()).isFalse();
  }
}
