package org.jawort.optin.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jawort.Await;
import org.jawort.TestPostgres.TestDatabase;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A way to the database on which the server side of a connection is killed right before a given
 * statement, or right after the commit whose answer then never comes: as when a node dies there.
 */
public final class Killing extends AbstractDataSource {
  private final DataSource like;
  private final TestDatabase place;
  private int left;

  /** Kills what goes this way, and leaves every other connection alone. */
  public Killing(DataSource like, TestDatabase place) {
    this.like = like;
    this.place = place;
  }

  /** Kills at the n-th statement from now on; a commit is two, before and after. */
  public void at(int n) {
    left = n;
  }

  /** Whether it came to kill. */
  public boolean hasKilled() {
    return left <= 0;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection real = like.getConnection();
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          if (method.getName().equals("commit")) {
            count(real);
            real.commit();
            count(real);
            if (left == 0 && !real.isValid((int) Await.LIMIT.toSeconds())) {
              throw new SQLException("killed after the commit", "57P01");
            }
            return null;
          }
          Object result = invoke(real, method, arguments);
          return result instanceof Statement statement
              ? statement(real, statement, method.getReturnType())
              : result;
        });
  }

  @Override
  public Connection getConnection(String user, String password) {
    throw new UnsupportedOperationException("the pool signs in with the one name it has");
  }

  private Object statement(Connection real, Statement statement, Class<?> type) {
    return proxy(
        type,
        (self, method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            count(real);
          }
          return invoke(statement, method, arguments);
        });
  }

  private void count(Connection real) throws SQLException {
    if (left > 0 && --left == 0) {
      int backend = real.unwrap(PGConnection.class).getBackendPID();
      try (Connection other =
              DriverManager.getConnection(place.jdbcUrl(), place.user(), place.password());
          Statement statement = other.createStatement()) {
        statement.execute(
            "SELECT pg_terminate_backend(%d, %d)".formatted(backend, Await.LIMIT.toMillis()));
      }
    }
  }

  private static Object invoke(Object on, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(Killing.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
