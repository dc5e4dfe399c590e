package org.jawort.contact.group;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Spelling;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds by the indexes who may be meant where something begins with a text, before a group of a
 * million is looked at one by one.
 */
@Component
public class BeginningSearch {
  /** Of more, it is sooner to walk along the group until a page is full. */
  private static final int MOST = 5_000;

  private final Database database;
  private final JdbcClient jdbc;

  BeginningSearch(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  /**
   * All contacts of which a name, the firm or an address begins with a text, and perhaps some more;
   * empty where they are many.
   */
  public Optional<List<UUID>> contacts(TenantId tenant, String text) {
    String name = text.strip();
    String word = name.contains(" ") ? name.substring(0, name.indexOf(' ')) : name;
    List<UUID> found =
        database.read(
            tenant,
            connection ->
                jdbc.sql(
                        """
                        (SELECT p.contact_id FROM contact_point p
                         WHERE p.tenant_id = :tenant AND p.channel = ANY ('{EMAIL,SMS}')
                           AND p.address_key >= :key AND p.address_key < :keyEnd LIMIT :most)
                        UNION
                        (SELECT c.id FROM contact c
                         WHERE c.tenant_id = :tenant AND c.last_name_key >= lower(:name)
                           AND c.last_name_key < lower(:name) || :end LIMIT :most)
                        UNION
                        (SELECT c.id FROM contact c
                         WHERE c.tenant_id = :tenant AND c.company_key >= lower(:name)
                           AND c.company_key < lower(:name) || :end LIMIT :most)
                        UNION
                        (SELECT c.id FROM contact c
                         WHERE c.tenant_id = :tenant AND c.first_name_key >= lower(:word)
                           AND c.first_name_key < lower(:word) || :end
                           AND (lower(c.first_name) LIKE :whole
                             OR lower(concat_ws(' ', c.first_name, c.last_name)) LIKE :whole)
                         LIMIT :most)
                        """)
                    .param("tenant", tenant.value())
                    .param("key", Spelling.folded(Spelling.mended(text)))
                    .param("keyEnd", Spelling.folded(Spelling.mended(text)) + Spelling.LAST)
                    .param("name", name)
                    .param("word", word)
                    .param("end", Spelling.LAST)
                    .param("whole", like(name.toLowerCase(Locale.ROOT)))
                    .param("most", MOST + 1)
                    .query(UUID.class)
                    .list());
    return found.size() > MOST ? Optional.empty() : Optional.of(found);
  }

  /** What begins with a text, for LIKE. */
  static String like(String text) {
    return text.replaceAll("[\\\\%_]", "\\\\$0") + "%";
  }
}
