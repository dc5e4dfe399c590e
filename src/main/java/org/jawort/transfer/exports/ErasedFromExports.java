package org.jawort.transfer.exports;

import org.jawort.contact.AddressesErased;
import org.jawort.platform.Database;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Deletes all files of a tenant when somebody is erased who may stand in one: what is fetched after
 * an erasure must not bring them back (law 54).
 */
@Component
class ErasedFromExports {
  private final Database database;
  private final ExportRows rows;

  ErasedFromExports(Database database, ExportRows rows) {
    this.database = database;
    this.rows = rows;
  }

  @EventListener
  void erased(AddressesErased erased) {
    database.write(
        erased.tenant(),
        connection -> {
          rows.endAll(connection, erased.tenant());
          return erased;
        });
  }
}
