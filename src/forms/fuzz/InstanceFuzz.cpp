#include "forms/fuzz/World.h"

using namespace luotsi;
using namespace luotsi::forms;

namespace {

constexpr char formXml[] =
    R"xml(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>T</h:title><model>
<instance><data id="f" version="1"><name/><born/><count>1</count><cost jr:template=""><what/><amount/></cost>
<sum/><paper/><meta><instanceID/></meta></data></instance>
<bind nodeset="/data/name" required="true()"/><bind nodeset="/data/born" type="date" constraint=". &lt; today()"/>
<bind nodeset="/data/count" type="int"/><bind nodeset="/data/cost/amount" type="decimal" relevant="../what != ''"/>
<bind nodeset="/data/sum" calculate="sum(/data/cost/amount)"/><bind nodeset="/data/paper" type="binary"/>
<bind nodeset="/data/meta/instanceID" jr:preload="uid"/></model></h:head><h:body>
<input ref="/data/name"/><input ref="/data/born"/><input ref="/data/count"/>
<group ref="/data/cost"><repeat nodeset="/data/cost"><input ref="/data/cost/what"/><input ref="/data/cost/amount"/>
</repeat></group><upload ref="/data/paper" mediatype="image/*"/></h:body></h:html>)xml";

} // namespace

/// Any bytes as the instance of a device: an error, or an instance that is checked, written and read once
/// more with the same outcome.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto definition = *parseForm(formXml);
    const QByteArray bytes = fuzz::input(data, size);
    const fuzz::FixedClock clock;
    fuzz::CountingRandom random;
    const auto opened = FormInstance::read(definition, bytes, {clock, random});
    if (opened) {
        (void)opened->instance->violations();
        const QByteArray written = opened->instance->serialise();
        fuzz::require(fuzz::isWellFormed(written));
        const auto again = FormInstance::read(definition, written, {clock, random});
        fuzz::require(again.ok() && again->instance->serialise() == written);
    }
    (void)FormInstance::edit(definition, bytes, {clock, random});
    return 0;
}
