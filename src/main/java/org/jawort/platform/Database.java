package org.jawort.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way to the database: a transaction that states the tenants it acts for.
 *
 * <p>Row-level security shows a transaction the rows of exactly those tenants (see V001); what runs
 * outside such a transaction sees nothing. A call inside a running transaction joins it, and may
 * act only for tenants that the outer one named. Spring's {@code JdbcClient} and plain JDBC see the
 * same connection.
 */
public final class Database {
  private static final String SCOPE = Database.class.getName() + ".scope";

  /** Each ends one of those that are in each other's way, so few are needed. */
  private static final int ATTEMPTS = 5;

  private final DataSource dataSource;
  private final TransactionTemplate writing;
  private final TransactionTemplate reading;
  private final ThreadLocal<@Nullable Companion> companion = new ThreadLocal<>();

  /** Uses the given pool, whose connections act in the application's own role. */
  public Database(DataSource dataSource) {
    this.dataSource = dataSource;
    var transactions = new DataSourceTransactionManager(dataSource);
    this.writing = new TransactionTemplate(transactions);
    var readOnly = new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRED);
    readOnly.setReadOnly(true);
    this.reading = new TransactionTemplate(transactions, readOnly);
  }

  /** Work on a connection that a transaction holds. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    /** Does the work; the connection belongs to the transaction and must not be closed. */
    T in(Connection connection) throws SQLException;
  }

  /** Goes along with what a thread writes, so that it stands in the same transaction. */
  public interface Companion {
    /** Adds its own to a transaction that is about to commit. */
    void write(Connection connection, Set<TenantId> tenants) throws SQLException;

    /** The transaction that it last wrote in is over. */
    void ended(boolean committed);
  }

  /** Lets the companion go along with all that this thread writes from now on; null: nobody. */
  public void accompany(@Nullable Companion other) {
    if (other == null) {
      companion.remove();
    } else {
      companion.set(other);
    }
  }

  /** Who goes along with this thread. */
  public Optional<Companion> companion() {
    return Optional.ofNullable(companion.get());
  }

  /** Runs the work for one tenant and commits it; rolls back and rethrows where it throws. */
  public <T extends @Nullable Object> T write(TenantId tenant, Work<T> work) {
    return run(writing, Set.of(tenant), work);
  }

  /** Runs the work for all the given tenants in one transaction and commits it. */
  public <T extends @Nullable Object> T write(Collection<TenantId> tenants, Work<T> work) {
    return run(writing, tenants, work);
  }

  /**
   * The same, for work that may run several times: where two transactions waited for one another,
   * PostgreSQL ended ours and nothing of it was written, it begins anew. What the work does beside
   * the database it may do more than once.
   */
  public <T extends @Nullable Object> T writeAnew(TenantId tenant, Work<T> work) {
    return writeAnew(Set.of(tenant), work);
  }

  /** The same for all the given tenants. */
  public <T extends @Nullable Object> T writeAnew(Collection<TenantId> tenants, Work<T> work) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      // The deadlock ends the outer transaction, and only that one can begin anew.
      return write(tenants, work);
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return write(tenants, work);
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !DatabaseException.isDeadlock(e)) {
          throw e;
        }
      }
    }
  }

  /** Reads for one tenant; a write inside fails. */
  public <T extends @Nullable Object> T read(TenantId tenant, Work<T> work) {
    return run(reading, Set.of(tenant), work);
  }

  /**
   * Reads for one tenant as long as a statement takes no longer; not inside another transaction,
   * which would end with it.
   *
   * @param milliseconds for each statement; 0: as long as it takes
   * @return empty where one took longer
   */
  public <T> Optional<T> readWithin(int milliseconds, TenantId tenant, Work<T> work) {
    try {
      return Optional.of(
          read(
              tenant,
              connection -> {
                Rows.sql(connection, "SELECT set_config('statement_timeout', :most, true)")
                    .text("most", String.valueOf(milliseconds))
                    .execute();
                return work.in(connection);
              }));
    } catch (RuntimeException e) {
      if (DatabaseException.isCanceled(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Reads for all the given tenants; a write inside fails. */
  public <T extends @Nullable Object> T read(Collection<TenantId> tenants, Work<T> work) {
    return run(reading, tenants, work);
  }

  @SuppressWarnings("NullAway") // TransactionTemplate hands back exactly what the work returned
  private <T extends @Nullable Object> T run(
      TransactionTemplate transaction, Collection<TenantId> tenants, Work<T> work) {
    return transaction.execute(
        status -> {
          Connection connection = DataSourceUtils.getConnection(dataSource);
          try {
            if (enter(connection, tenants) && transaction == writing) {
              takeAlong(connection, Set.copyOf(tenants));
            }
            return work.in(connection);
          } catch (SQLException e) {
            throw new DatabaseException(e);
          } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
          }
        });
  }

  private void takeAlong(Connection connection, Set<TenantId> tenants) {
    Companion other = companion.get();
    if (other != null) {
      TransactionSynchronizationManager.registerSynchronization(
          new Along(other, connection, tenants));
    }
  }

  /** Returns whether this transaction began with it. */
  private static boolean enter(Connection connection, Collection<TenantId> tenants)
      throws SQLException {
    if (TransactionSynchronizationManager.getResource(SCOPE) instanceof Scope outer) {
      outer.mustCover(tenants);
      return false;
    }
    String scope = literal(tenants);
    Rows.sql(connection, "SELECT set_config('jawort.tenants', :tenants, true)")
        .text("tenants", scope)
        .execute();
    var opened = new Scope(Set.copyOf(tenants));
    TransactionSynchronizationManager.bindResource(SCOPE, opened);
    TransactionSynchronizationManager.registerSynchronization(opened);
    return true;
  }

  private static String literal(Collection<TenantId> tenants) {
    return tenants.stream()
        .map(TenantId::value)
        .collect(Collectors.toCollection(TreeSet<UUID>::new))
        .stream()
        .map(UUID::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Writes last, and hears how it ended. */
  private record Along(Companion companion, Connection connection, Set<TenantId> tenants)
      implements TransactionSynchronization {
    @Override
    public void beforeCommit(boolean readOnly) {
      try {
        companion.write(connection, tenants);
      } catch (SQLException e) {
        throw new DatabaseException(e);
      }
    }

    @Override
    public void afterCompletion(int status) {
      companion.ended(status == STATUS_COMMITTED);
    }
  }

  /** The tenants of the running transaction, forgotten with its end. */
  private record Scope(Set<TenantId> tenants) implements TransactionSynchronization {
    void mustCover(Collection<TenantId> asked) {
      if (!tenants.containsAll(asked)) {
        throw new IllegalStateException("a transaction cannot take in further tenants: " + asked);
      }
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(SCOPE);
    }
  }
}
