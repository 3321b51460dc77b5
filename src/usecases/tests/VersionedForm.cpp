#include "VersionedForm.h"

namespace luotsi::usecases::tests {

// In a file of its own: the meta-object compiler does not read past such texts.
namespace {

constexpr char head[] = R"xml(<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">
 <h:head><h:title>t</h:title><model>)xml";

} // namespace

QByteArray firstVersion()
{
    return QByteArray(head) + R"xml(
   <instance><data xmlns="" id="t" version="1">
     <name/><colour/><cost jr:template=""><amount/></cost>
     <orx:meta><orx:instanceID/></orx:meta>
   </data></instance>
   <bind nodeset="/data/name" type="string"/><bind nodeset="/data/colour" type="string"/>
   <bind nodeset="/data/cost/amount" type="decimal"/>
  </model></h:head>
 <h:body>
  <input ref="/data/name"><label>Name</label></input>
  <input ref="/data/colour"><label>Colour</label></input>
  <group ref="/data/cost"><label>Costs</label><repeat nodeset="/data/cost">
    <input ref="/data/cost/amount"><label>Amount</label></input>
  </repeat></group>
 </h:body></h:html>)xml";
}

QByteArray secondVersion()
{
    return QByteArray(head) + R"xml(
   <instance><data xmlns="" id="t" version="2">
     <you><full_name/><phone/></you><spending><item jr:template=""><sum/></item></spending>
     <orx:meta><orx:instanceID/></orx:meta>
   </data></instance>
   <bind nodeset="/data/you/full_name" type="string"/><bind nodeset="/data/you/phone" type="string"/>
   <bind nodeset="/data/spending/item/sum" type="decimal"/>
  </model></h:head>
 <h:body>
  <group ref="/data/you"><label>You</label>
   <input ref="/data/you/full_name"><label>Name</label></input>
   <input ref="/data/you/phone"><label>Phone</label></input>
  </group>
  <group ref="/data/spending"><label>Spending</label>
   <group ref="/data/spending/item"><label>Items</label><repeat nodeset="/data/spending/item">
    <input ref="/data/spending/item/sum"><label>Sum</label></input>
   </repeat></group>
  </group>
 </h:body></h:html>)xml";
}

} // namespace luotsi::usecases::tests
