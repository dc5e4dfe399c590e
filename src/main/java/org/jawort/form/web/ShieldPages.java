package org.jawort.form.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jawort.form.shield.AlarmRule;
import org.jawort.form.shield.BlockList;
import org.jawort.form.shield.NetworkLimits;
import org.jawort.form.shield.ShieldRules;
import org.jawort.form.shield.ShieldSettings;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** What a tenant decides about the shield of its forms. */
@Controller
class ShieldPages {
  static final String PATH = "/app/settings/shield";

  private static final int MOST = 1_000_000;
  private static final int LONGEST_LIST = 50_000;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final ShieldSettings settings;

  ShieldPages(ShieldSettings settings) {
    this.settings = settings;
  }

  @GetMapping(PATH)
  Answer page(Acting acting) {
    ShieldRules rules = settings.stored(acting.tenant());
    return draw(
        FormInput.empty()
            .with("anHour", String.valueOf(rules.networks().anHour()))
            .with("aDay", String.valueOf(rules.networks().aDay()))
            .with("blocked", String.join("\n", rules.blocked().lines()))
            .with("alarm", rules.alarm().act().name())
            .with("alarmAnHour", String.valueOf(rules.alarm().anHour())));
  }

  @PostMapping(PATH)
  Answer save(@Labels("form.shield") FormInput form, Acting acting) {
    OptionalInt anHour = number(form, "anHour");
    OptionalInt aDay = number(form, "aDay");
    BlockList blocked = blocked(form);
    Optional<AlarmRule.Act> alarm = alarm(form);
    OptionalInt alarmAnHour = number(form, "alarmAnHour");
    if (!form.isGood()) {
      return draw(form).status(422);
    }
    var networks = new NetworkLimits(anHour.orElseThrow(), aDay.orElseThrow());
    var rule = new AlarmRule(alarm.orElseThrow(), alarmAnHour.orElseThrow());
    settings.change(
        acting.tenant(), acting.user().value(), new ShieldRules(networks, blocked, rule));
    return Answer.redirect(PATH).good("form.shield.saved");
  }

  private static Optional<AlarmRule.Act> alarm(FormInput form) {
    String chosen = form.value("alarm");
    Optional<AlarmRule.Act> act =
        Arrays.stream(AlarmRule.Act.values()).filter(one -> one.name().equals(chosen)).findFirst();
    if (act.isEmpty()) {
      form.refuse("alarm", "form.shield.alarm.wrong");
    }
    return act;
  }

  private static BlockList blocked(FormInput form) {
    List<String> lines = form.text("blocked", LONGEST_LIST).lines().toList();
    if (lines.size() > BlockList.MOST) {
      form.refuse("blocked", "form.shield.blocked.many", BlockList.MOST);
      return BlockList.EMPTY;
    }
    return switch (BlockList.read(lines)) {
      case BlockList.Good(var list) -> list;
      case BlockList.Bad(var line) -> {
        form.refuse("blocked", "form.shield.blocked.wrong", line);
        yield BlockList.EMPTY;
      }
      case BlockList.Domain(var line) -> {
        form.refuse("blocked", "form.shield.blocked.domain", line);
        yield BlockList.EMPTY;
      }
    };
  }

  private static OptionalInt number(FormInput form, String field) {
    String text = form.required(field, 10);
    int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (number < 1 || number > MOST) {
      form.refuse(field, "form.shield.number", MOST);
      return OptionalInt.empty();
    }
    return OptionalInt.of(number);
  }

  private static Answer draw(FormInput form) {
    return Answer.page("form/shield")
        .with("form", form)
        .with("times", NetworkLimits.FAR_OVER)
        .with("acts", AlarmRule.Act.values())
        .with("unusual", AlarmRule.TIMES);
  }
}
