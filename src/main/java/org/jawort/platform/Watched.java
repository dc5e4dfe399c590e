package org.jawort.platform;

/** Something of this node that goes on by itself, and can say how it does. */
public interface Watched {
  /** How it goes on. */
  WorkerState state();

  /** How much is due and not done, on all nodes, a large number only roughly; -1: unknown. */
  long due();
}
