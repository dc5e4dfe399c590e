package org.jawort.platform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Writes what many callers ask for at the same moment in one transaction.
 *
 * <p>A writer takes whatever queued while the previous commit was under way; nothing waits on
 * purpose. A caller is answered after its row is durable. A batch that fails is tried again row by
 * row, so that one bad row fails alone. Rows with the same key never share a batch: the later one
 * sees what the earlier one wrote.
 *
 * @param <T> what a caller asks to write
 * @param <R> what it gets back
 */
@SuppressWarnings("JdkObsolete") // the queue is a linked list, as rows are taken out of its middle
public final class GroupCommit<T, R> implements AutoCloseable {
  /** Writes a batch in one committed transaction, and answers row by row in the same order. */
  @FunctionalInterface
  public interface Writer<T, R> {
    /** Writes all rows or throws and writes none. */
    List<R> write(List<T> rows);
  }

  private record Waiting<T, R>(T row, Object key, CompletableFuture<R> answer) {}

  /** A second writer showed no gain where it was tried (bench, P1 and P2, on busy cores). */
  private static final int WRITERS = 1;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Waiting<T, R>> queue = new LinkedList<>();
  private final Set<Object> busy = new HashSet<>();
  private final Writer<T, R> writer;
  private final Function<T, Object> key;
  private final int most;
  private final List<Thread> threads;
  private boolean closed;

  /**
   * Starts the writers.
   *
   * @param name of their threads
   * @param most rows in one transaction
   * @param key of a row; two rows with equal keys are written in different transactions, the later
   *     one after the commit of the earlier
   */
  public GroupCommit(String name, int most, Function<T, Object> key, Writer<T, R> writer) {
    this.writer = writer;
    this.key = key;
    this.most = most;
    this.threads =
        IntStream.rangeClosed(1, WRITERS)
            .mapToObj(i -> Thread.ofPlatform().name(name + "-" + i).daemon().start(this::run))
            .toList();
  }

  /**
   * Writes the row and returns the answer once it is committed.
   *
   * @throws RuntimeException what the writer threw for this row alone
   */
  public R write(T row) {
    return await(enqueue(row));
  }

  /** Writes all rows and returns the answers in the same order once they are committed. */
  public List<R> writeAll(List<T> rows) {
    List<CompletableFuture<R>> answers = rows.stream().map(this::enqueue).toList();
    return answers.stream().map(this::await).toList();
  }

  private CompletableFuture<R> enqueue(T row) {
    var waiting = new Waiting<>(row, key.apply(row), new CompletableFuture<R>());
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("shutting down");
      }
      queue.add(waiting);
      changed.signal();
    } finally {
      lock.unlock();
    }
    return waiting.answer();
  }

  private R await(CompletableFuture<R> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the commit", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault
          ? fault
          : new IllegalStateException(e.getCause());
    }
  }

  private void run() {
    for (List<Waiting<T, R>> batch = take(); !batch.isEmpty(); batch = take()) {
      commitBatch(batch);
      free(batch);
    }
  }

  /** Waits for rows that may be written now; returns none when all is written at the end. */
  private List<Waiting<T, R>> take() {
    lock.lock();
    try {
      List<Waiting<T, R>> batch = takeFree();
      while (batch.isEmpty() && !(closed && queue.isEmpty())) {
        changed.awaitUninterruptibly();
        batch = takeFree();
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Takes what queued, of each key the first row unless a row of that key is being written. */
  private List<Waiting<T, R>> takeFree() {
    var batch = new ArrayList<Waiting<T, R>>();
    for (var rows = queue.iterator(); rows.hasNext() && batch.size() < most; ) {
      Waiting<T, R> row = rows.next();
      if (busy.add(row.key())) {
        batch.add(row);
        rows.remove();
      }
    }
    return batch;
  }

  private void free(List<Waiting<T, R>> batch) {
    lock.lock();
    try {
      batch.forEach(row -> busy.remove(row.key()));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void commitBatch(List<Waiting<T, R>> batch) {
    try {
      List<R> answers = writer.write(batch.stream().map(Waiting::row).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(answers.get(i));
      }
    } catch (Throwable e) {
      // Row by row would wait for the database as often, and none would come through.
      if (batch.size() == 1 || DatabaseException.isAway(e)) {
        batch.forEach(one -> one.answer().completeExceptionally(e));
      } else {
        batch.forEach(one -> commitBatch(List.of(one)));
      }
    }
  }

  /** Writes what is queued, then stops. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
