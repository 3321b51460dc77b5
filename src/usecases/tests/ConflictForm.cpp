#include "World.h"

namespace luotsi::usecases::tests {

QByteArray conflictForm()
{
    return R"xml(<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">
 <h:head>
  <h:title>t</h:title>
  <model>
   <instance>
    <data xmlns="" id="t" version="1">
     <name/><rent/><half/><why/><home/><later/>
     <cost jr:template=""><amount/></cost>
     <paper/>
     <orx:meta><orx:instanceID/></orx:meta>
    </data>
   </instance>
   <bind nodeset="/data/name" type="string" required="true()"/>
   <bind nodeset="/data/rent" type="decimal"/>
   <bind nodeset="/data/half" type="decimal" calculate="/data/rent div 2"/>
   <bind nodeset="/data/why" type="string" relevant="/data/rent &gt; 652"/>
   <bind nodeset="/data/home" type="string"/>
   <bind nodeset="/data/later" type="string" relevant="/data/home = 'rented'"/>
   <bind nodeset="/data/cost/amount" type="decimal"/>
   <bind nodeset="/data/paper" type="binary"/>
   <bind nodeset="/data/orx:meta/orx:instanceID" type="string" readonly="true()" jr:preload="uid"/>
  </model>
 </h:head>
 <h:body>
  <input ref="/data/name"><label>Name</label></input>
  <group ref="/data">
   <label>Home</label>
   <input ref="/data/rent" appearance="luotsi-money"><label>Rent</label></input>
   <input ref="/data/half"><label>Half of it</label></input>
   <input ref="/data/why"><label>Why so much</label></input>
   <select1 ref="/data/home"><label>Home is</label>
    <item><label>Rented</label><value>rented</value></item>
    <item><label>My own</label><value>own</value></item>
   </select1>
   <input ref="/data/later"><label>Until when</label></input>
  </group>
  <group ref="/data/cost">
   <label>Costs</label>
   <repeat nodeset="/data/cost">
    <input ref="/data/cost/amount" appearance="luotsi-money"><label>Amount</label></input>
   </repeat>
  </group>
  <upload ref="/data/paper" mediatype="application/pdf"><label>Paper</label></upload>
 </h:body>
</h:html>)xml";
}

} // namespace luotsi::usecases::tests
