package org.jawort.desk;

import java.net.URI;
import org.jawort.campaign.mail.StaffPost;
import org.jawort.form.shield.FormAlarm;
import org.jawort.form.shield.FormAlarmRaised;
import org.jawort.platform.Settings;
import org.jawort.tenant.Role;
import org.jawort.tenant.Users;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the owners that far more comes from a form than usual, once for each time (B-07). */
@Component
class FormAlarmMails {
  private final Users users;
  private final StaffPost post;
  private final String address;

  FormAlarmMails(Users users, StaffPost post, Settings settings) {
    this.users = users;
    this.post = post;
    this.address = settings.publicUrl() + "/app/forms/";
  }

  @EventListener
  void on(FormAlarmRaised raised) {
    FormAlarm alarm = raised.alarm();
    String key = alarm.paused() ? "alarm.mail.paused" : "alarm.mail.asked";
    URI page = URI.create(address + alarm.form().value());
    users.active(raised.tenant()).stream()
        .filter(user -> user.role() == Role.OWNER)
        .forEach(
            owner ->
                post.tell(
                    raised.tenant(),
                    owner,
                    key,
                    alarm.name(),
                    alarm.counted(),
                    alarm.usual(),
                    page));
  }
}
