package org.jawort.platform;

import java.util.List;

/** Several that go on by themselves, and are made from settings or found at the start. */
public interface WatchedGroup {
  /** Each of them; always the same. */
  List<? extends Watched> watched();
}
