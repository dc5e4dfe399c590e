package org.jawort.campaign.template;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What making one mail may cost, counted in one place for whatever a template does (OWASP ASVS 5,
 * V15.1.3). Steps instead of a clock: the check and the sending of the same mail come to the same
 * end, however busy the machine is.
 */
final class Budget {
  /** Some tens of milliseconds at most; a long newsletter takes a hundredth of it. */
  static final long MOST_STEPS = 200_000;

  /** Characters and elements that one value may have, all that is in it counted. */
  static final int LARGEST_VALUE = 64 * 1024;

  /** Elements of one list. */
  static final int LONGEST_LIST = 1_000;

  private static final int DEEPEST_VALUE = 20;
  private static final int CHARACTERS_PER_STEP = 16;
  private static final ScopedValue<Budget> CURRENT = ScopedValue.newInstance();

  private final boolean alongAllBranches;
  private long steps;

  private Budget(boolean alongAllBranches) {
    this.alongAllBranches = alongAllBranches;
  }

  /** For a mail that is made for somebody. */
  static Budget ofMail() {
    return new Budget(false);
  }

  /** For a trial that takes all branches, whatever their conditions say. */
  static Budget ofAllBranches() {
    return new Budget(true);
  }

  static Budget current() {
    return CURRENT.get();
  }

  /** Does the work at this budget's cost. */
  <T> T pay(ScopedValue.CallableOp<T, RuntimeException> work) {
    return ScopedValue.where(CURRENT, this).call(work);
  }

  boolean alongAllBranches() {
    return alongAllBranches;
  }

  /**
   * Takes steps from what is left.
   *
   * @param line where the template asks for them, or 0
   */
  void spend(long wanted, int line) {
    steps += wanted;
    if (steps > MOST_STEPS) {
      throw new UnusableTemplateException("endless", line);
    }
  }

  /** Takes what looking at so many characters costs. */
  void read(long characters, int line) {
    spend(1 + characters / CHARACTERS_PER_STEP, line);
  }

  /** Takes what comparing each of these with each of those may cost. */
  void search(@Nullable Object within, @Nullable Object what, int line) {
    long all = (long) size(within, 0, line) * Math.max(1, size(what, 0, line));
    read(all / CHARACTERS_PER_STEP, line);
  }

  /** Returns the value, where it is no larger than a value may be. */
  @Nullable Object keep(@Nullable Object value, int line) {
    read(size(value, 0, line), line);
    return value;
  }

  /** Characters and elements of all that is in it. */
  private int size(@Nullable Object value, int depth, int line) {
    if (depth > DEEPEST_VALUE) {
      throw new UnusableTemplateException("bulky", line);
    }
    return switch (value) {
      case null -> 0;
      case CharSequence text -> fit(text.length(), line);
      case Collection<?> list -> all(list, depth, line);
      case Map<?, ?> map ->
          fit(all(map.keySet(), depth, line) + all(map.values(), depth, line), line);
      case Number number -> fit(number.toString().length(), line);
      default -> 1;
    };
  }

  private int all(Collection<?> parts, int depth, int line) {
    if (parts.size() > LONGEST_LIST) {
      throw new UnusableTemplateException("bulky", line);
    }
    int size = parts.size();
    for (Object part : parts) {
      size = fit(size + size(part, depth + 1, line), line);
    }
    return size;
  }

  private static int fit(int size, int line) {
    if (size > LARGEST_VALUE) {
      throw new UnusableTemplateException("bulky", line);
    }
    return size;
  }
}
