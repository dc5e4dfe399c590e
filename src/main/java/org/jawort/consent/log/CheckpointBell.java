package org.jawort.consent.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jawort.platform.Bell;
import org.springframework.stereotype.Component;

/** Wakes whoever waits for checkpoints that this node signs. */
@Component
public class CheckpointBell {
  private final List<Bell> bells = new CopyOnWriteArrayList<>();

  /** A bell of one's own, which rings after each checkpoint. */
  public Bell listen() {
    var bell = new Bell();
    bells.add(bell);
    return bell;
  }

  void ring() {
    bells.forEach(Bell::ring);
  }
}
