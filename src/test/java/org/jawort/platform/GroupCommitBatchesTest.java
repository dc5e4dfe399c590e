package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What stands in one transaction: the first row is held in the writer until all others have queued,
 * so that what the writer takes next is decided by nothing but the queue. The first letter of a row
 * is its key.
 */
class GroupCommitBatchesTest {
  private static final String FIRST = "_first";
  private static final String LAST = "~last";

  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch queued = new CountDownLatch(1);
  private final List<List<String>> batches = new CopyOnWriteArrayList<>();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    gate.countDown();
    callers.shutdownNow();
  }

  private GroupCommit<String, String> commit(int most) {
    return new GroupCommit<>("test", most, this::key, this::write);
  }

  /** A row's key is asked for before it queues, and after the row before it did. */
  private Object key(String row) {
    if (row.equals(LAST)) {
      queued.countDown();
    }
    return row.charAt(0);
  }

  private List<String> write(List<String> rows) {
    batches.add(List.copyOf(rows));
    if (rows.contains(FIRST)) {
      held.countDown();
      pass(gate);
    }
    if (rows.contains("x-bad")) {
      throw new IllegalArgumentException("bad row");
    }
    if (rows.contains("y-broken")) {
      throw new AssertionError("broken row");
    }
    return rows.stream().map(row -> row + "!").toList();
  }

  private static void pass(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets all rows queue behind one that is being written; returns the batches after that one. */
  private List<List<String>> batchesOf(int most, List<String> rows) {
    var all = new ArrayList<>(rows);
    all.add(LAST);
    try (GroupCommit<String, String> commit = commit(most)) {
      Future<String> first = callers.submit(() -> commit.write(FIRST));
      pass(held);
      Future<List<String>> others = callers.submit(() -> commit.writeAll(all));
      pass(queued);
      gate.countDown();
      answer(first);
      assertThat(answer(others)).isEqualTo(all.stream().map(row -> row + "!").toList());
    }
    return batches.subList(1, batches.size()).stream()
        .map(batch -> batch.stream().filter(row -> !row.equals(LAST)).toList())
        .filter(batch -> !batch.isEmpty())
        .toList();
  }

  private static <T> T answer(Future<T> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError("no answer", e);
    }
  }

  @Test
  @DisplayName("What queued during a commit is the next transaction, all of it")
  void all() {
    assertThat(batchesOf(100, List.of("a", "b", "c", "d")))
        .as("transactions after the first")
        .containsExactly(List.of("a", "b", "c", "d"));
  }

  @Test
  @DisplayName("Of rows with one key the first alone is taken; the others follow, one by one")
  void keys() {
    assertThat(batchesOf(100, List.of("a1", "a2", "b1", "a3", "c1", "b2")))
        .as("transactions after the first")
        .containsExactly(List.of("a1", "b1", "c1"), List.of("a2", "b2"), List.of("a3"));
  }

  @Test
  @DisplayName("A transaction takes no more rows than it may, the longest waiting first")
  void most() {
    assertThat(batchesOf(2, List.of("a", "b", "c", "d")))
        .as("transactions after the first")
        .containsExactly(List.of("a", "b"), List.of("c", "d"));
  }

  @Test
  @DisplayName("A batch that fails is written again row by row, in the order of the queue")
  void rowByRow() {
    try (GroupCommit<String, String> commit = commit(100)) {
      Future<String> first = callers.submit(() -> commit.write(FIRST));
      pass(held);
      Future<List<String>> others =
          callers.submit(() -> commit.writeAll(List.of("a", "x-bad", "b", LAST)));
      pass(queued);
      gate.countDown();
      answer(first);
      assertThatThrownBy(others::get).hasRootCauseMessage("bad row");
    }
    assertThat(batches.stream().filter(batch -> batch.size() == 1).flatMap(List::stream))
        .as("rows written alone")
        .containsSubsequence(FIRST, "a", "x-bad", "b");
  }

  @Test
  @DisplayName("A row that breaks the writer is answered too, and the writer goes on")
  void broken() {
    gate.countDown();
    try (GroupCommit<String, String> commit = commit(100)) {
      assertThatThrownBy(() -> commit.write("y-broken")).hasRootCauseMessage("broken row");
      assertThat(commit.write("a")).as("the next row's answer").isEqualTo("a!");
    }
  }

  @Test
  @DisplayName("Closing writes what has queued, and takes nothing more")
  void closing() {
    GroupCommit<String, String> commit = commit(1);
    Future<String> first = callers.submit(() -> commit.write(FIRST));
    pass(held);
    Future<List<String>> others = callers.submit(() -> commit.writeAll(List.of("a", "b", LAST)));
    pass(queued);
    var last = CompletableFuture.runAsync(commit::close, callers);
    gate.countDown();
    last.join();
    assertThat(answer(first)).isEqualTo(FIRST + "!");
    assertThat(batches.stream().flatMap(List::stream).toList())
        .as("rows that had queued before the end")
        .contains("a", "b");
    assertThatThrownBy(() -> commit.write("c")).hasMessage("shutting down");
    others.cancel(true);
  }
}
