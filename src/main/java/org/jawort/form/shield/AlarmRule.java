package org.jawort.form.shield;

/**
 * What happens where far more comes from a form than usual (B-07).
 *
 * @param act what is done about it
 * @param anHour sign-ups within an hour that are never too many
 */
public record AlarmRule(Act act, int anHour) {
  /** Until a tenant decides otherwise. */
  public static final AlarmRule USUAL = new AlarmRule(Act.STEP, 100);

  /** So many times the busiest hour of the last weeks is out of the usual. */
  public static final int TIMES = 4;

  /** What is done about it. */
  public enum Act {
    /** Everybody is asked once more, with work for their browser: people get through. */
    STEP,
    /** The form goes offline until somebody puts it online again. */
    PAUSE,
    /** Nothing, and nobody is told. */
    NOTHING
  }
}
