package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private final List<List<String>> batches = new CopyOnWriteArrayList<>();

  private GroupCommit<String, String> commit(CountDownLatch gate) {
    return new GroupCommit<>(
        "test",
        100,
        row -> row.charAt(0),
        rows -> {
          try {
            gate.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          if (rows.contains("x-bad")) {
            throw new IllegalArgumentException("bad row");
          }
          batches.add(List.copyOf(rows));
          return rows.stream().map(row -> row + "!").toList();
        });
  }

  @Test
  void whatQueuedDuringACommitIsOneBatchAndEachGetsItsOwnAnswer() throws Exception {
    var gate = new CountDownLatch(1);
    try (var commit = commit(gate);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers =
          IntStream.range(0, 20)
              .mapToObj(i -> String.valueOf((char) ('A' + i)))
              .map(row -> callers.submit(() -> commit.write(row)))
              .toList();
      gate.countDown();
      for (int i = 0; i < 20; i++) {
        assertThat(answers.get(i).get()).isEqualTo((char) ('A' + i) + "!");
      }
    }
    assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(20);
  }

  @Test
  void oneBadRowFailsAlone() {
    var gate = new CountDownLatch(1);
    var answers = new ArrayList<Future<String>>();
    try (var commit = commit(gate);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String row : List.of("a", "b", "x-bad", "c")) {
        answers.add(callers.submit(() -> commit.write(row)));
      }
      gate.countDown();
      assertThatThrownBy(() -> answers.get(2).get())
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("bad row");
      assertThat(List.of(get(answers.get(0)), get(answers.get(1)), get(answers.get(3))))
          .containsExactly("a!", "b!", "c!");
    }
  }

  private static String get(Future<String> answer) {
    try {
      return answer.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void rowsOfOneKeyNeverShareABatch() {
    var gate = new CountDownLatch(0);
    try (var commit = commit(gate)) {
      commit.writeAll(List.of("k1", "k2", "k3", "other"));
    }
    assertThat(batches)
        .allSatisfy(
            batch ->
                assertThat(batch.stream().filter(row -> row.startsWith("k")).count())
                    .isLessThan(2));
    assertThat(batches.stream().flatMap(List::stream).filter(row -> row.startsWith("k")))
        .containsExactly("k1", "k2", "k3");
  }
}
