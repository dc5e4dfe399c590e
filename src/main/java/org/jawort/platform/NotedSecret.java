package org.jawort.platform;

import java.time.InstantSource;
import java.util.Set;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Notes at the start which master secret is in force, so that the doctor can say since when. */
@Component
class NotedSecret implements SmartLifecycle {
  private final Database database;
  private final SecretVersions versions;
  private volatile boolean running;

  NotedSecret(Database database, MasterSecret secret, InstantSource clock) {
    this.database = database;
    this.versions = new SecretVersions(secret, clock);
  }

  @Override
  public void start() {
    database.write(Set.of(), versions::note);
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
