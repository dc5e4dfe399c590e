package org.jawort.optin.funnel;

/** By what the table of the funnel is broken down. */
public enum FunnelBy {
  /** The form; none where staff, an import or another system asked. */
  FORM("f.form"),
  /** The version of the process, as {@code <id>:<version>}; none where no run was begun. */
  PROCESS("f.process"),
  /** The provider of the mailbox. */
  PROVIDER("f.provider"),
  /** Where the sign-up came from, such as FORM or API. */
  SOURCE("f.source");

  private final String column;

  FunnelBy(String column) {
    this.column = column;
  }

  /** What it is called in the query of {@link Funnels}. */
  String column() {
    return column;
  }
}
