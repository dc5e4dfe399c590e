package org.jawort.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jawort.Await;
import org.jawort.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Runs as root and as an ordinary user. Run by root it does both, stepping down for the second; run
 * by an ordinary user it can do only the second, and does it twice.
 */
class AccountTest {
  private static final int NOBODY = 65534;
  private static final List<String> STEP_DOWN =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  private final Set<Long> rows = WriterProcess.noRows();
  private Path folder;
  private Path data;
  private String classPath;
  private List<String> ordinary;

  @BeforeEach
  void makeAFolderForAnyUser() throws IOException {
    // Not @TempDir: its parents may be closed to others.
    folder = Files.createTempDirectory(Path.of("/tmp"), "jawort-account");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    classPath = TestClassPath.copiedTo(folder);
    data = folder.resolve("data");
    ordinary = ordinaryPrefix();
  }

  @AfterEach
  void clean() {
    Folders.delete(folder);
  }

  @Test
  void runsForAnOrdinaryUserAndThenForRootOnTheSameFolder() throws Exception {
    run(ordinary);
    int owner = DataFolder.owner(data.resolve("postgres"));
    assertThat(owner).isEqualTo(ordinary.isEmpty() ? DataFolder.owner(folder) : NOBODY);
    run(List.of());
    assertThat(DataFolder.owner(data.resolve("postgres"))).isEqualTo(owner);
  }

  @Test
  void runsForWhoeverRunsTheTests() throws Exception {
    TestPostgres.unpackedInto(data);
    run(List.of());
    run(List.of());
    assertThat(data.resolve("postgres").resolve("PG_VERSION")).hasContent("18");
  }

  private void run(List<String> prefix) throws Exception {
    WriterProcess writer = WriterProcess.start(prefix, classPath, data, data, rows);
    try {
      writer.await("UP");
      writer.awaitRows(5);
    } finally {
      writer.terminate();
      writer.awaitEnd();
    }
    assertThat(new Leftovers(data.resolve("postgres")).processes()).isEmpty();
  }

  /** Empty where this user cannot become another one, or that one could not run Java. */
  private List<String> ordinaryPrefix() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> attempt = new ArrayList<>(STEP_DOWN);
    attempt.addAll(List.of(java, "-version"));
    boolean root = DataFolder.owner(folder) == 0;
    return root && Command.of(attempt).runQuietly(Await.LIMIT) ? STEP_DOWN : List.of();
  }
}
