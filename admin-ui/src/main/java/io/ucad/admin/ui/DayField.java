package io.ucad.admin.ui;

import com.vaadin.flow.component.datepicker.DatePicker;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Asks for a day, with months and weekdays in the language of whoever looks. */
final class DayField extends DatePicker {
  private static final long serialVersionUID = 1;

  DayField(String label) {
    super(label);
    Locale locale = Words.locale();
    setLocale(locale);
    setClearButtonVisible(true);
    setI18n(
        new DatePickerI18n()
            .setMonthNames(
                Stream.of(Month.values())
                    .map(month -> month.getDisplayName(TextStyle.FULL_STANDALONE, locale))
                    .toList())
            .setWeekdays(weekdays(TextStyle.FULL_STANDALONE, locale))
            .setWeekdaysShort(weekdays(TextStyle.SHORT_STANDALONE, locale))
            .setFirstDayOfWeek(
                WeekFields.of(locale).getFirstDayOfWeek().getValue() % DayOfWeek.values().length)
            .setToday(Words.t("day.today"))
            .setCancel(Words.t("action.cancel")));
  }

  /** From Sunday on, as the component has them. */
  private static List<String> weekdays(TextStyle style, Locale locale) {
    return Stream.iterate(DayOfWeek.SUNDAY, day -> day.plus(1))
        .limit(DayOfWeek.values().length)
        .map(day -> day.getDisplayName(style, locale))
        .toList();
  }
}
