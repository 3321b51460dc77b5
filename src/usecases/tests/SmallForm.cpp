#include "World.h"

namespace luotsi::usecases::tests {

// In a file of its own: the meta-object compiler does not read past such texts.
QByteArray smallForm()
{
    return R"xml(<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">
 <h:head>
  <h:title>t</h:title>
  <model>
   <instance>
    <data xmlns="" id="t" version="1">
     <name/><copy/><age/><secret/>
     <cost jr:template=""><amount/></cost>
     <page jr:template=""><image/></page>
     <one/>
     <film/>
     <orx:meta><orx:instanceID/></orx:meta>
    </data>
   </instance>
   <bind nodeset="/data/name" type="string" required="true()"/>
   <bind nodeset="/data/copy" type="string"/>
   <bind nodeset="/data/age" type="int" constraint=". &lt; 150" jr:constraintMsg="Too old"/>
   <bind nodeset="/data/secret" type="string"/>
   <bind nodeset="/data/cost/amount" type="decimal"/>
   <bind nodeset="/data/page/image" type="binary"/>
   <bind nodeset="/data/one" type="binary"/>
   <bind nodeset="/data/film" type="binary"/>
   <bind nodeset="/data/orx:meta/orx:instanceID" type="string" readonly="true()" jr:preload="uid"/>
  </model>
 </h:head>
 <h:body>
  <input ref="/data/name">
   <label>Name</label>
   <setvalue event="xforms-value-changed" ref="/data/copy" value="concat('copy of ', /data/name)"/>
  </input>
  <input ref="/data/age"><label>Age</label></input>
  <input ref="/data/secret"><label>Secret</label></input>
  <group ref="/data/cost">
   <label>Costs</label>
   <repeat nodeset="/data/cost">
    <input ref="/data/cost/amount" appearance="luotsi-money"><label>Amount</label></input>
   </repeat>
  </group>
  <group ref="/data/page">
   <label>Pages</label>
   <repeat nodeset="/data/page">
    <upload ref="/data/page/image" mediatype="image/*"><label>Page</label></upload>
   </repeat>
  </group>
  <upload ref="/data/one" mediatype="application/pdf"><label>One</label></upload>
  <upload ref="/data/film" mediatype="video/*"><label>Film</label></upload>
 </h:body>
</h:html>)xml";
}

} // namespace luotsi::usecases::tests
