#include "TwoVersions.h"

namespace luotsi::viewmodels::tests {

namespace {

constexpr char head[] = R"xml(<h:html xmlns="http://www.w3.org/2002/xforms"
 xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa"
 xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>Two versions</h:title><model>)xml";

constexpr char firstModel[] = R"xml(
<itext>
 <translation lang="fi" default="true()">
  <text id="colour"><value>Lempiväri</value></text><text id="joy"><value>Mistä iloitset</value></text>
  <text id="shop"><value>Kauppa</value></text>
 </translation>
 <translation lang="sv">
  <text id="colour"><value>Favoritfärg</value></text><text id="joy"><value>Vad gläder dig</value></text>
  <text id="shop"><value>Butik</value></text>
 </translation>
</itext>
<instance><data xmlns="" id="two" version="1">
 <you><name/><colour/><joy/><grief/></you>
 <money><cost jr:template=""><amount/><shop/></cost><pension/></money>
 <began/><orx:meta><orx:instanceID/></orx:meta>
</data></instance>
<bind nodeset="/data/you/name" type="string"/><bind nodeset="/data/you/colour" type="string"/>
<bind nodeset="/data/you/joy" type="string"/><bind nodeset="/data/you/grief" type="string"/>
<bind nodeset="/data/money/cost/amount" type="decimal"/>
<bind nodeset="/data/money/cost/shop" type="string"/><bind nodeset="/data/money/pension" type="decimal"/>
<bind nodeset="/data/began" type="string"/>
<setvalue event="odk-instance-first-load" ref="/data/began" value="'begun'"/>
</model></h:head>
<h:body>
 <group ref="/data/you"><label>You</label>
  <input ref="/data/you/name"><label>Name</label></input>
  <input ref="/data/you/colour"><label ref="jr:itext('colour')"/></input>
  <input ref="/data/you/joy"><label ref="jr:itext('joy')"/></input>
  <input ref="/data/you/grief"><label>What makes you sad</label></input>
 </group>
 <group ref="/data/money"><label>Money</label>
  <group ref="/data/money/cost"><label>Costs</label><repeat nodeset="/data/money/cost">
   <input ref="/data/money/cost/amount"><label>Amount</label></input>
   <input ref="/data/money/cost/shop"><label ref="jr:itext('shop')"/></input>
  </repeat></group>
  <input ref="/data/money/pension"><label>Pension</label></input>
 </group>
</h:body></h:html>)xml";

constexpr char secondModel[] = R"xml(
<instance><data xmlns="" id="two" version="2">
 <person><full_name/><phone/><papers jr:template=""><page/></papers></person>
 <spending><item jr:template=""><sum/></item><pension/></spending>
 <orx:meta><orx:instanceID/></orx:meta>
</data></instance>
<bind nodeset="/data/person/full_name" type="string"/><bind nodeset="/data/person/phone" type="string"/>
<bind nodeset="/data/person/papers/page" type="binary"/>
<bind nodeset="/data/spending/item/sum" type="decimal"/>
<bind nodeset="/data/spending/pension" type="decimal"/>
</model></h:head>
<h:body>
 <group ref="/data/person"><label>Who you are</label>
  <input ref="/data/person/full_name"><label>Whole name</label></input>
  <input ref="/data/person/phone"><label>Telephone</label></input>
  <group ref="/data/person/papers"><label>Papers</label><repeat nodeset="/data/person/papers">
   <upload ref="/data/person/papers/page" mediatype="image/*"><label>Page</label></upload>
  </repeat></group>
 </group>
 <group ref="/data/spending"><label>Spending</label>
  <group ref="/data/spending/item"><label>Items</label><repeat nodeset="/data/spending/item">
   <input ref="/data/spending/item/sum"><label>Sum</label></input>
  </repeat></group>
  <input ref="/data/spending/pension"><label>Pension</label></input>
 </group>
</h:body></h:html>)xml";

/// Joy moves to where the second version has nothing.
constexpr char paths[] = R"json({"/data/you/name":"/data/person/full_name","/data/you/joy":"/data/person/joy",
 "/data/money/cost":"/data/spending/item","/data/money/cost/amount":"/data/spending/item/sum",
 "/data/money/pension":"/data/spending/pension"})json";

packs::PackForm version(const char *model)
{
    packs::PackForm form;
    form.name = QStringLiteral("totu-1.0");
    form.description = "{}";
    form.xform = QByteArray(head) + model;
    return form;
}

packs::PackForm secondAfter(const usecases::KnownForm &first)
{
    packs::PackForm form = version(secondModel);
    form.migrations =
        "{\"migrations\":[{\"from\":\"" + first.hash.toHex() + "\",\"paths\":" + QByteArray(paths) + "}]}";
    return form;
}

} // namespace

TwoVersions::TwoVersions()
    : kiosk(version(firstModel)), first(knownForm(version(firstModel))), second(knownForm(secondAfter(first)))
{
}

void TwoVersions::install(Map map, const std::vector<protocol::FormHash> &withdrawn)
{
    usecases::KnownForm newest = second;
    if (map == Map::Missing)
        newest.migrations.clear();
    const usecases::EarlierForm earlier = [old = first](const protocol::FormHash &hash) {
        return hash == old.hash ? base::Result<usecases::KnownForm>(old)
                                : base::Result<usecases::KnownForm>(base::ErrorCode::UnknownForm);
    };
    kiosk.forms = usecases::FormShelf({newest}, earlier, withdrawn);
}

void TwoVersions::answerAll()
{
    kiosk.apply();
    m_code = kiosk.code();
    Person person(kiosk, QStringLiteral("a1-answers.json"));
    person.answers = {{QStringLiteral("/data/you/name"), QStringLiteral("Virpi")},
                      {QStringLiteral("/data/you/colour"), QStringLiteral("sininen")},
                      {QStringLiteral("/data/you/joy"), QStringLiteral("aurinko")},
                      {QStringLiteral("/data/money/cost[1]/amount"), QStringLiteral("12.5")},
                      {QStringLiteral("/data/money/cost[1]/shop"), QStringLiteral("kulma")},
                      {QStringLiteral("/data/money/cost[2]/amount"), QStringLiteral("7")},
                      {QStringLiteral("/data/money/cost[2]/shop"), QStringLiteral("tori")}};
    person.walkTo(KioskSession::Check);
}

KioskSession &TwoVersions::comeBack()
{
    KioskSession &session = kiosk.continueWith(m_code);
    if (session.page() != KioskSession::CodeShown)
        return session;
    m_code = kiosk.code();
    session.goNext();
    return session;
}

protocol::FormHash TwoVersions::versionInStore()
{
    const auto records = kiosk.store.load(kiosk.store.drafts().front());
    protocol::FormHash version = records->form;
    for (const protocol::Change &change : records->changes)
        version = change.header.form;
    return version;
}

} // namespace luotsi::viewmodels::tests
