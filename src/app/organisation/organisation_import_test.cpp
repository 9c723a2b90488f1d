#include "app/organisation/organisation_import.hpp"

#include <gtest/gtest.h>

#include "app/world_test.hpp"

namespace overens::app {
namespace {

using RowChange = ImportedRow::Change;

calendar::Day const today = *calendar::parse_day("2026-04-01");

UnitDetails unit(std::string id, std::string name, std::string authority = "soc") {
  UnitDetails made;
  made.id = std::move(id);
  made.authority = std::move(authority);
  made.kind = "social_services_unit";
  made.name = std::move(name);
  made.telephone = "063-1";
  made.listed = true;
  return made;
}

std::vector<UnitDetails> const units = {unit("u1", "Vuxenenheten"), unit("u2", "Barnenheten"),
                                        unit("u3", "Beroendeenheten", "hsn")};

account::Organisation const organisation({
    {"staff.registered", "s1", "soc", today, {{"name", "Vide Ek"}, {"email", "vide@k.example"}}},
    {"staff.registered", "s2", "soc", today, {{"name", "Tuva Hed"}, {"email", "tuva@k.example"}}},
    {"commission.given",
     "c1",
     "soc",
     today,
     {{"staff", "s1"}, {"unit", "u1"}, {"role", "caseworker"}, {"purpose", "care"}, {"from", "2026-01-01"}}},
    {"commission.given",
     "c2",
     "soc",
     today,
     {{"staff", "s2"},
      {"role", "administrator"},
      {"purpose", "administration"},
      {"from", "2025-01-01"},
      {"through", "2025-12-31"}}},
});

ImportPlan plan(ImportKind kind, std::string const& table, bool ends_missing = false) {
  auto const rows = base::read_csv(table);
  return plan_import({kind, "soc", today, ends_missing, "cmd"}, *rows, organisation, units, world().vocabulary);
}

/// Each fault with its line.
std::string faults(ImportPlan const& plan) {
  std::string all;
  for (auto const& [line, why] : plan.faults) all += fmt::format("{}: {}\n", line, base::english(why));
  return all;
}

std::vector<std::string> types(ImportPlan const& plan) {
  std::vector<std::string> all;
  for (auto const& draft : plan.drafts) all.push_back(draft.type + " " + draft.subject_id);
  return all;
}

using Types = std::vector<std::string>;

TEST(organisation_import, tells_what_is_new_changed_and_as_before) {
  auto const made = plan(ImportKind::units,
                         "Namn;Slag av enhet;Telefon;Öppen för alla\n"
                         "VUXENENHETEN;socialtjänstens enhet;063-2;ja\n"
                         "Barnenheten;social_services_unit;063-1;Yes\n"
                         "Fältgruppen;socialtjänstens enhet;;nej\n");
  EXPECT_EQ(faults(made), "");
  ASSERT_EQ(made.rows.size(), 3U);
  EXPECT_EQ(made.rows[0].change, RowChange::changed);
  ASSERT_EQ(made.rows[0].fields.size(), 2U) << "the name, whose letters are others, and the telephone";
  EXPECT_EQ(made.rows[1].change, RowChange::unchanged);
  EXPECT_EQ(made.rows[2].change, RowChange::added);
  EXPECT_TRUE(made.missing.empty());
  EXPECT_EQ(types(made), (Types{"unit.described u1", "unit.opened cmd-2", "unit.described cmd-2"}));
}

TEST(organisation_import, a_column_that_is_left_out_changes_nothing) {
  auto const made = plan(ImportKind::units, "name,hours\nVuxenenheten,8-16\nBarnenheten,\n");
  EXPECT_EQ(faults(made), "");
  ASSERT_EQ(made.drafts.size(), 1U);
  auto const& data = made.drafts.front().data;
  auto const telephone =
      std::find_if(data.begin(), data.end(), [](auto const& field) { return field.name == "telephone"; });
  ASSERT_NE(telephone, data.end());
  EXPECT_EQ(std::get<std::string>(telephone->values.front()), "063-1");
}

TEST(organisation_import, nothing_ends_silently) {
  auto const table = "namn;e-postadress i arbetet\nVide Ek;vide@k.example\n";
  auto const kept = plan(ImportKind::staff, table);
  EXPECT_EQ(kept.missing, std::vector<std::string>{"Tuva Hed"});
  EXPECT_TRUE(kept.drafts.empty());
  EXPECT_EQ(types(plan(ImportKind::staff, table, true)), Types{"staff.left s2"});
}

TEST(organisation_import, commissions_are_known_again_by_whose_for_what_and_from_when) {
  auto const header = std::string("medarbetare;enhet;roll;ändamål;från och med;till och med\n");
  auto const made =
      plan(ImportKind::commissions,
           header +
               "vide@k.example;Vuxenenheten;handläggare eller behandlare i socialtjänsten;vård och stöd;2026-01-01;\n"
               "Tuva Hed;;administrator;administration;2025-01-01;2025-12-31\n"
               "Tuva Hed;;administrator;administration;2026-01-01;\n");
  EXPECT_EQ(faults(made), "");
  EXPECT_EQ(made.count(RowChange::unchanged), 2U) << "one of them has ended";
  EXPECT_EQ(types(made), Types{"commission.given cmd-1"});
  EXPECT_EQ(faults(plan(ImportKind::commissions,
                        header + "vide@k.example;Vuxenenheten;caseworker;care;2026-01-01;2026-12-31\n")),
            "2: the commission stands already, with another purpose or last day: end it, and give another\n");
}

TEST(organisation_import, says_everything_that_is_wrong_with_its_line_and_then_does_nothing) {
  auto const made =
      plan(ImportKind::units,
           "namn;slag av enhet;till och med ålder;från och med ålder;webbadress;öppen för alla;enhetens e-postadress\n"
           "Nya;clinic;10;20;www.exempel.se;ja;a@b.example\n"
           "Andra;klinik;;;;kanske;\n"
           "Andra;clinic;;;;;ingen\n"
           ";clinic;;;;;\n"
           "Tredje;;;;;;\n"
           "Vuxenenheten;clinic;;;;ja;\n"
           "=1+1;clinic;;;;;\n");
  EXPECT_TRUE(made.drafts.empty());
  auto const said = faults(made);
  for (auto const* one : {"2: through age: the age through", "3: kind of unit: klinik is none of ",
                          "3: open to everybody: kanske is not understood", "4: the unit's e-mail address: an e-mail",
                          "5: the name is empty", "6: kind of unit is empty", "7: kind of unit can't be changed",
                          "8: name: a formula can't be read in"})
    EXPECT_NE(said.find(one), std::string::npos) << one << "\n" << said;
}

TEST(organisation_import, refuses_columns_that_are_not_there) {
  EXPECT_EQ(faults(plan(ImportKind::staff, "namn;epost\n")),
            "1: there is no column epost\n1: the column work e-mail address is missing\n");
  EXPECT_EQ(faults(plan(ImportKind::units, "namn;Namn\n")), "1: the column Namn stands twice\n");
  EXPECT_EQ(faults(plan(ImportKind::units, "namn\nA;B\n")), "2: the row has more cells than there are columns\n");
  EXPECT_NE(faults(plan(ImportKind::units, "")), "");
}

TEST(organisation_import, a_personal_number_is_refused) {
  auto const made = plan(ImportKind::staff, "namn;e-postadress i arbetet\n19121212-1212;x@k.example\n");
  EXPECT_EQ(made.faults.size(), 1U) << faults(made);
}

TEST(organisation_import, refuses_what_can_mean_several_and_says_which) {
  auto const header = std::string("medarbetare;enhet;roll;ändamål;från och med\n");
  auto const with = [&](ImportKind kind, std::string const& table) {
    std::vector<UnitDetails> const twice = {unit("u1", "Vuxenenheten"), unit("u2", "vuxenenheten")};
    account::Organisation const sharing(
        {{"staff.registered", "s1", "soc", today, {{"name", "Vide Ek"}, {"email", "info@k.example"}}},
         {"staff.registered", "s2", "soc", today, {{"name", "Tuva Hed"}, {"email", "info@k.example"}}}});
    auto const rows = base::read_csv(table);
    return faults(plan_import({kind, "soc", today, false, "cmd"}, *rows, sharing, twice, world().vocabulary));
  };
  EXPECT_EQ(with(ImportKind::commissions, header + "Vide Ek;Vuxenenheten;caseworker;care;2026-04-01\n"),
            "2: unit: Vuxenenheten can mean several, write which by its id: u1, u2\n");
  EXPECT_EQ(with(ImportKind::commissions, header + "info@k.example;u1;caseworker;care;2026-04-01\n"),
            "2: member of staff: info@k.example can mean several, write which by its id: s1, s2\n");
  EXPECT_EQ(with(ImportKind::commissions, header + "s2;u2;caseworker;care;2026-04-01\n"), "");
  EXPECT_EQ(with(ImportKind::units, "namn;telefon\nVuxenenheten;063-9\n"),
            "2: several of yours are called Vuxenenheten, and nobody knows which is meant: u1, u2\n");
  EXPECT_EQ(with(ImportKind::staff, "namn;e-postadress i arbetet\nNy Namn;info@k.example\n"),
            "2: several of yours are called Vide Ek, and nobody knows which is meant: s1, s2\n");
}

TEST(organisation_import, a_commission_is_for_a_unit_of_ones_own) {
  EXPECT_EQ(faults(plan(
                ImportKind::commissions,
                "medarbetare;enhet;roll;ändamål;från och med\nTuva Hed;Beroendeenheten;caseworker;care;2026-04-01\n")),
            "2: unit: Beroendeenheten is not understood\n");
  EXPECT_EQ(
      faults(plan(ImportKind::units, "namn;enhet som tar emot när den här är stängd\nVuxenenheten;Beroendeenheten\n")),
      "")
      << "but another's may step in";
}

TEST(organisation_import, what_ends_today_is_not_ended_again) {
  account::Organisation const ended(
      {{"staff.registered", "s1", "soc", today, {{"name", "Vide Ek"}, {"email", "vide@k.example"}}},
       {"commission.given",
        "c1",
        "soc",
        today,
        {{"staff", "s1"}, {"role", "caseworker"}, {"purpose", "care"}, {"from", "2026-01-01"}}},
       {"commission.ended", "c1", "soc", today, {{"reason", "not_needed"}}}});
  auto const rows = base::read_csv("medarbetare;roll;ändamål;från och med\n");
  auto const again =
      plan_import({ImportKind::commissions, "soc", today, true, "cmd"}, *rows, ended, units, world().vocabulary);
  EXPECT_EQ(faults(again), "");
  EXPECT_TRUE(again.drafts.empty());
}

TEST(organisation_import, a_unit_of_another_authority_is_no_unit_of_ones_own) {
  auto const made = plan(ImportKind::units, "namn;slag av enhet\nBeroendeenheten;clinic\n");
  EXPECT_EQ(made.count(RowChange::added), 1U);
}

}  // namespace
}  // namespace overens::app
