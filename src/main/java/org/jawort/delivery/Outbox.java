package org.jawort.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The door for messages on their way. */
public class Outbox {
  /** Queues messages inside the caller's transaction; the sender finds them after its commit. */
  public void queue(Connection connection, List<NewMessage> messages) throws SQLException {
    throw new IllegalStateException("under construction");
  }
}
