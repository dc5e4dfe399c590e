package org.jawort.campaign.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.campaign.Block;
import org.jawort.campaign.BlockHtml;

/**
 * What a button of the block editor does to the blocks on the page, before they are saved.
 *
 * @param place the block that was meant, from 0
 */
record BlockStep(Act act, int place, Optional<Block.Kind> kind) {
  private static final Pattern STEP = Pattern.compile("(up|down|remove|add)-(\\d{1,3})");

  /** What is done. */
  enum Act {
    /** One place up. */
    UP,
    /** One place down. */
    DOWN,
    /** Taken out. */
    REMOVE,
    /** A new one put in at this place. */
    ADD
  }

  /** The blocks after the step, and the one that the eyes follow. */
  record Done(List<Block> blocks, int focus) {}

  /**
   * Reads a button's value; empty where it is none of ours.
   *
   * @param added the kind that was chosen beside the button
   */
  static Optional<BlockStep> of(String value, String added) {
    Matcher step = STEP.matcher(value);
    if (!step.matches()) {
      return Optional.empty();
    }
    Act act = Act.valueOf(step.group(1).toUpperCase(java.util.Locale.ROOT));
    Optional<Block.Kind> kind = Choices.one(Block.Kind.values(), added);
    return act == Act.ADD && kind.isEmpty()
        ? Optional.empty()
        : Optional.of(new BlockStep(act, Integer.parseInt(step.group(2)), kind));
  }

  Done on(List<Block> before) {
    var blocks = new ArrayList<>(before);
    int last = blocks.size() - 1;
    if (act == Act.ADD && blocks.size() < BlockHtml.MOST && place <= blocks.size()) {
      blocks.add(place, Block.of(kind.orElseThrow()));
      return new Done(blocks, place);
    }
    if (place > last || act == Act.ADD) {
      return new Done(blocks, Math.max(0, last));
    }
    Block moved = blocks.remove(place);
    if (act == Act.REMOVE) {
      return new Done(blocks, Math.max(0, Math.min(place, last - 1)));
    }
    int to = Math.clamp(act == Act.UP ? place - 1L : place + 1L, 0, last);
    blocks.add(to, moved);
    return new Done(blocks, to);
  }
}
