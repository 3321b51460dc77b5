<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fi_FI">
<context>
    <name></name>
    <message id="access-code">
        <source>%1, %2: with your code</source>
        <extracomment>In the list of who has opened the application; %1 is day and time, %2 the place.</extracomment>
        <translation>%1, %2: koodillasi</translation>
    </message>
    <message id="access-custody">
        <source>In hand now: %1, since %2</source>
        <extracomment>Who has the application in hand now; %1 is the place or team, %2 the day.</extracomment>
        <translation>Hakemus on nyt hoidossa: %1, alkaen %2</translation>
    </message>
    <message id="access-staff">
        <source>%1, %2: a staff member</source>
        <extracomment>In the list of who has opened the application; %1 is day and time, %2 the place.</extracomment>
        <translation>%1, %2: virkailija</translation>
    </message>
    <message id="access-title">
        <source>Who has opened this application</source>
        <extracomment>Heading over the list of who has opened the application</extracomment>
        <translation>Kuka on avannut hakemuksen</translation>
    </message>
    <message id="action-back">
        <source>Back</source>
        <extracomment>Goes to the page before</extracomment>
        <translation>Takaisin</translation>
    </message>
    <message id="action-continue">
        <source>Continue</source>
        <extracomment>The primary act of most pages: to the next page</extracomment>
        <translation>Jatka</translation>
    </message>
    <message id="attachment-as-it-is">
        <source>It is sent as it is. It may also hold the name of its writer and words that were deleted.</source>
        <extracomment>Under an attached document of an office program</extracomment>
        <translation>Tiedosto lähetetään sellaisenaan. Siinä voi näkyä myös kirjoittajan nimi ja tekstiä, joka on poistettu.</translation>
    </message>
    <message id="attachment-page-count">
        <source>Pages: %1</source>
        <extracomment>How many pages are attached; on the check page.</extracomment>
        <translation>Sivuja: %1</translation>
    </message>
    <message id="attachment-page-number">
        <source>Page %1</source>
        <extracomment>Name of one attached page in a list; %1 is its number.</extracomment>
        <translation>Sivu %1</translation>
    </message>
    <message id="barcode-hint">
        <source>Write the numbers and letters that stand beside the code.</source>
        <extracomment>Under the field for a bar code</extracomment>
        <translation>Kirjoita numerot ja kirjaimet, jotka ovat koodin vieressä.</translation>
    </message>
    <message id="barcode-scan">
        <source>Read the code with the camera</source>
        <extracomment>Button that reads a bar code with the camera</extracomment>
        <translation>Lue koodi kameralla</translation>
    </message>
    <message id="barcode-searching">
        <source>Hold the code still in front of the camera.</source>
        <extracomment>While the camera looks for a bar code</extracomment>
        <translation>Pidä koodia paikallaan kameran edessä.</translation>
    </message>
    <message id="check-answer">
        <source>Check this answer.</source>
        <extracomment>Said when a form gives no words of its own for a wrong answer</extracomment>
        <translation>Tarkista tämä vastaus.</translation>
    </message>
    <message id="check-bic-form">
        <source>A bank code (BIC) has 8 or 11 characters.</source>
        <translation>Pankin tunnuksessa (BIC) on 8 tai 11 merkkiä.</translation>
    </message>
    <message id="check-business-id-checksum">
        <source>The business ID has a mistake. Check each digit.</source>
        <translation>Y-tunnuksessa on virhe. Tarkista jokainen numero.</translation>
    </message>
    <message id="check-business-id-form">
        <source>A business ID has seven digits, a hyphen and one digit, for example 1234567-1.</source>
        <translation>Y-tunnuksessa on seitsemän numeroa, väliviiva ja yksi numero, esimerkiksi 1234567-1.</translation>
    </message>
    <message id="check-change">
        <source>Change</source>
        <extracomment>Link that leads to the question of one answer</extracomment>
        <translation>Muuta</translation>
    </message>
    <message id="check-code-character">
        <source>The code never has the characters 0, 1, 5, I, L, O or S. Look at your slip again.</source>
        <translation>Koodissa ei ole merkkejä 0, 1, 5, I, L, O tai S. Katso lappua uudelleen.</translation>
    </message>
    <message id="check-code-checksum">
        <source>The code has a mistake. Compare each character with your slip.</source>
        <translation>Koodissa on virhe. Vertaa jokaista merkkiä lappuun.</translation>
    </message>
    <message id="check-code-length">
        <source>The code has 12 characters. Check that nothing is missing.</source>
        <extracomment>Beside the field for the code on the slip.</extracomment>
        <translation>Koodissa on 12 merkkiä. Tarkista, puuttuuko jotain.</translation>
    </message>
    <message id="check-conflicts">
        <source>Questions with two answers: %1. Choose the right ones, or send both.</source>
        <extracomment>On the check page, when two places have answered differently. %1 is how many questions</extracomment>
        <translation>Kysymyksiä, joihin on kaksi vastausta: %1. Valitse oikeat tai lähetä molemmat.</translation>
    </message>
    <message id="check-date-form">
        <source>Write the day, the month and the year with digits, for example 23.11.2026.</source>
        <translation>Kirjoita päivä, kuukausi ja vuosi numeroilla, esimerkiksi 23.11.2026.</translation>
    </message>
    <message id="check-date-impossible">
        <source>This day does not exist. Check the day and the month.</source>
        <translation>Tätä päivää ei ole. Tarkista päivä ja kuukausi.</translation>
    </message>
    <message id="check-date-year">
        <source>Write the year with four digits, for example 2026.</source>
        <translation>Kirjoita vuosi neljällä numerolla, esimerkiksi 2026.</translation>
    </message>
    <message id="check-depends-on-choice">
        <source>May change with the answer you choose.</source>
        <extracomment>Check page: beside an answer that may change when the person chooses between two answers elsewhere</extracomment>
        <translation>Voi muuttua sen mukaan, minkä vastauksen valitset.</translation>
    </message>
    <message id="check-email-form">
        <source>An e-mail address has one @ sign, for example name@example.org.</source>
        <translation>Sähköpostiosoitteessa on yksi @-merkki, esimerkiksi nimi@example.org.</translation>
    </message>
    <message id="check-empty">
        <source>Write the answer here.</source>
        <extracomment>Shown beside a field that must not be left empty.</extracomment>
        <translation>Kirjoita vastaus tähän.</translation>
    </message>
    <message id="check-hide">
        <source>Hide</source>
        <extracomment>Link that covers one answer again</extracomment>
        <translation>Piilota</translation>
    </message>
    <message id="check-iban-account-checksum">
        <source>The account number has a mistake near its end. Check each digit.</source>
        <translation>Tilinumeron loppupuolella on virhe. Tarkista jokainen numero.</translation>
    </message>
    <message id="check-iban-card-number">
        <source>This looks like the number of a bank card. Write the account number. It starts with FI.</source>
        <translation>Tämä näyttää pankkikortin numerolta. Kirjoita tilinumero. Se alkaa FI.</translation>
    </message>
    <message id="check-iban-checksum">
        <source>The account number has a mistake. Check each digit.</source>
        <translation>Tilinumerossa on virhe. Tarkista jokainen numero.</translation>
    </message>
    <message id="check-iban-country">
        <source>We do not know an account number that starts with these two letters. Check them.</source>
        <translation>Emme tunne tilinumeroa, joka alkaa näillä kahdella kirjaimella. Tarkista ne.</translation>
    </message>
    <message id="check-iban-form">
        <source>An account number starts with two letters and two digits, for example FI21.</source>
        <extracomment>Beside a bank account number.</extracomment>
        <translation>Tilinumero alkaa kahdella kirjaimella ja kahdella numerolla, esimerkiksi FI21.</translation>
    </message>
    <message id="check-iban-length">
        <source>The account number is too short or too long. A Finnish one has FI and 16 digits.</source>
        <translation>Tilinumero on liian lyhyt tai liian pitkä. Suomalaisessa on FI ja 16 numeroa.</translation>
    </message>
    <message id="check-identity-code-character">
        <source>The identity code has a mistake. Check each character, the last one too.</source>
        <translation>Henkilötunnuksessa on virhe. Tarkista jokainen merkki, myös viimeinen.</translation>
    </message>
    <message id="check-identity-code-date">
        <source>The date at the start of the identity code does not exist. Check the first six digits.</source>
        <translation>Henkilötunnuksen alussa olevaa päivää ei ole olemassa. Tarkista kuusi ensimmäistä numeroa.</translation>
    </message>
    <message id="check-identity-code-form">
        <source>The identity code has 11 characters. Check that nothing is missing.</source>
        <extracomment>Beside a personal identity code.</extracomment>
        <translation>Henkilötunnuksessa on 11 merkkiä. Tarkista, puuttuuko jotain.</translation>
    </message>
    <message id="check-identity-code-future">
        <source>The identity code gives a birth date in the future. Check the first six digits and the sign.</source>
        <translation>Henkilötunnuksen syntymäpäivä on tulevaisuudessa. Tarkista kuusi ensimmäistä numeroa ja merkki.</translation>
    </message>
    <message id="check-identity-code-number">
        <source>The three digits after the sign of the identity code are not right.</source>
        <translation>Henkilötunnuksen kolme numeroa merkin jälkeen ovat väärin.</translation>
    </message>
    <message id="check-identity-code-sign">
        <source>The sign in the middle of the identity code is not right. It is often - or A.</source>
        <translation>Henkilötunnuksen keskellä oleva merkki on väärin. Se on usein - tai A.</translation>
    </message>
    <message id="check-lead">
        <source>Nothing is sent before you press %1.</source>
        <extracomment>Says that nothing has left the device. %1 is the name of the send button</extracomment>
        <translation>Mitään ei lähetetä ennen kuin painat %1.</translation>
    </message>
    <message id="check-missing">
        <source>Still missing</source>
        <extracomment>Value of a question that must still be answered</extracomment>
        <translation>Puuttuu vielä</translation>
    </message>
    <message id="check-money-ambiguous">
        <source>We are not sure what amount you mean. Use a comma only before the cents, for example 1 234,50.</source>
        <translation>Emme ole varmoja summasta. Käytä pilkkua vain ennen senttejä, esimerkiksi 1 234,50.</translation>
    </message>
    <message id="check-money-form">
        <source>Write the amount with digits, for example 520,00.</source>
        <translation>Kirjoita summa numeroilla, esimerkiksi 520,00.</translation>
    </message>
    <message id="check-money-negative">
        <source>The amount cannot be below zero here.</source>
        <translation>Summa ei voi tässä olla alle nollan.</translation>
    </message>
    <message id="check-money-too-large">
        <source>The amount is too large. Check the digits.</source>
        <translation>Summa on liian suuri. Tarkista numerot.</translation>
    </message>
    <message id="check-name-form">
        <source>The name has a character that names do not have. Check it.</source>
        <translation>Nimessä on merkki, jota nimissä ei ole. Tarkista se.</translation>
    </message>
    <message id="check-name-long">
        <source>The name can have at most 100 characters.</source>
        <translation>Nimessä voi olla enintään 100 merkkiä.</translation>
    </message>
    <message id="check-not-given">
        <source>Not given</source>
        <extracomment>Value of a question that was left open</extracomment>
        <translation>Ei vastausta</translation>
    </message>
    <message id="check-number-form">
        <source>Write the number with digits.</source>
        <extracomment>Beside a field that wants a number.</extracomment>
        <translation>Kirjoita luku numeroilla.</translation>
    </message>
    <message id="check-phone-form">
        <source>Write the phone number with digits, for example 040 123 4567.</source>
        <translation>Kirjoita puhelinnumero numeroilla, esimerkiksi 040 123 4567.</translation>
    </message>
    <message id="check-phone-long">
        <source>The phone number is too long. Check the digits.</source>
        <translation>Puhelinnumero on liian pitkä. Tarkista numerot.</translation>
    </message>
    <message id="check-phone-short">
        <source>The phone number is too short. Check that no digit is missing.</source>
        <translation>Puhelinnumero on liian lyhyt. Tarkista, puuttuuko numeroita.</translation>
    </message>
    <message id="check-place-form">
        <source>Write both numbers of the place, for example 60,1699 and 24,9384.</source>
        <extracomment>Beside fields for a place on the map</extracomment>
        <translation>Kirjoita paikan molemmat luvut, esimerkiksi 60,1699 ja 24,9384.</translation>
    </message>
    <message id="check-place-range">
        <source>Latitude is from -90 to 90 and longitude from -180 to 180. Check the numbers.</source>
        <extracomment>Beside fields for a place on the map</extracomment>
        <translation>Leveysaste on -90–90 ja pituusaste -180–180. Tarkista luvut.</translation>
    </message>
    <message id="check-postal-code-form">
        <source>A Finnish postal code has five digits, for example 00100.</source>
        <translation>Suomalaisessa postinumerossa on viisi numeroa, esimerkiksi 00100.</translation>
    </message>
    <message id="check-reference-number-checksum">
        <source>The reference number has a mistake. Check each digit from the bill.</source>
        <translation>Viitenumerossa on virhe. Tarkista jokainen numero laskusta.</translation>
    </message>
    <message id="check-reference-number-form">
        <source>A reference number has 4 to 20 digits. It can also start with RF.</source>
        <translation>Viitenumerossa on 4–20 numeroa. Se voi alkaa myös RF.</translation>
    </message>
    <message id="check-send">
        <source>Send the application</source>
        <extracomment>The act of the check page: names what is done</extracomment>
        <translation>Lähetä hakemus</translation>
    </message>
    <message id="check-send-both">
        <source>Send with both answers</source>
        <extracomment>Tick on the check page: send although some questions have two answers</extracomment>
        <translation>Lähetä molemmat vastaukset</translation>
    </message>
    <message id="check-send-both-detail">
        <source>Whoever handles your application sees both and may ask you.</source>
        <extracomment>What happens when an application is sent with two answers to a question</extracomment>
        <translation>Hakemuksen käsittelijä näkee molemmat ja voi kysyä sinulta.</translation>
    </message>
    <message id="check-shape-places">
        <source>Add at least three places.</source>
        <extracomment>Beside the list of places that make an area on the map</extracomment>
        <translation>Lisää ainakin kolme paikkaa.</translation>
    </message>
    <message id="check-show">
        <source>Show</source>
        <extracomment>Link that uncovers one masked answer</extracomment>
        <translation>Näytä</translation>
    </message>
    <message id="check-time-form">
        <source>Write the time with hours and minutes, for example 14.30.</source>
        <extracomment>Beside a field that wants a time of day</extracomment>
        <translation>Kirjoita kellonaika tunteina ja minuutteina, esimerkiksi 14.30.</translation>
    </message>
    <message id="check-title">
        <source>Check your answers</source>
        <extracomment>Title of the check page</extracomment>
        <translation>Tarkista vastauksesi</translation>
    </message>
    <message id="check-trace-places">
        <source>Add at least two places.</source>
        <extracomment>Beside the list of places that make a line on the map</extracomment>
        <translation>Lisää ainakin kaksi paikkaa.</translation>
    </message>
    <message id="check-two-answers">
        <source>Two answers. Choose the right one.</source>
        <extracomment>Check page: beside a question that has been answered in two ways</extracomment>
        <translation>Kaksi vastausta. Valitse oikea.</translation>
    </message>
    <message id="check-value-yes">
        <source>Yes</source>
        <extracomment>Check page: a confirmation that was ticked.</extracomment>
        <translation>Kyllä</translation>
    </message>
    <message id="check-warning-foreign-account">
        <source>This account is outside Finland. The payment may take longer.</source>
        <extracomment>Beside a foreign bank account number that is well formed.</extracomment>
        <translation>Tämä tili on ulkomailla. Maksu voi kestää kauemmin.</translation>
    </message>
    <message id="check-warning-identity-code-in-text">
        <source>There is an identity code in your text. You do not need to write it here.</source>
        <extracomment>Beside free text that holds a personal identity code.</extracomment>
        <translation>Tekstissäsi on henkilötunnus. Sitä ei tarvitse kirjoittaa tähän.</translation>
    </message>
    <message id="check-warning-promised">
        <source>An attachment is missing: %1. You can send now and bring it by %2.</source>
        <extracomment>Check page: an attachment the person brings later; %1 what, %2 the date.</extracomment>
        <translation>Liite puuttuu: %1. Voit lähettää nyt ja toimittaa sen %2 mennessä.</translation>
    </message>
    <message id="check-warning-two-answers">
        <source>There are two answers to this question: %1. You can answer again here, or go on and choose later.</source>
        <extracomment>Two devices gave different answers; %1 lists them. The person may answer once more or choose later.</extracomment>
        <translation>Tähän on kaksi vastausta: %1. Voit vastata tässä uudelleen tai jatkaa ja valita myöhemmin.</translation>
    </message>
    <message id="code-entry-busy">
        <source>Opening with the code. This takes a moment.</source>
        <extracomment>Shown while the code is being tried; takes a second or two</extracomment>
        <translation>Avaamme koodilla. Tämä kestää hetken.</translation>
    </message>
    <message id="code-entry-hint">
        <source>The code has 12 letters and numbers, such as %1. Small letters and spaces do not matter.</source>
        <extracomment>Hint of the page where the code is typed. %1 is an example of how a code looks</extracomment>
        <translation>Koodissa on 12 kirjainta ja numeroa, esimerkiksi %1. Pienet kirjaimet ja välit eivät haittaa.</translation>
    </message>
    <message id="code-entry-lost">
        <source>Have you lost the code?</source>
        <extracomment>Opens the note about a lost code</extracomment>
        <translation>Onko koodi kadonnut?</translation>
    </message>
    <message id="code-entry-lost-text">
        <source>Press I need help. Staff can open the application only if you allowed it.</source>
        <extracomment>Rest of the note about a lost code</extracomment>
        <translation>Paina Tarvitsen apua. Henkilökunta voi avata hakemuksen vain, jos annoit siihen luvan.</translation>
    </message>
    <message id="code-entry-not-connected">
        <source>This code is not from this device, and there is no connection now. Your application may be on the device named on your slip. Try again later, or go to that device.</source>
        <extracomment>The code is not of this device and the centre could not be asked.</extracomment>
        <translation>Koodi ei ole tältä laitteelta, eikä yhteyttä ole nyt. Hakemus voi olla laitteella, joka lukee muistilapussasi. Yritä myöhemmin tai mene sille laitteelle.</translation>
    </message>
    <message id="code-entry-open">
        <source>Open</source>
        <extracomment>Opens the application by its code</extracomment>
        <translation>Avaa</translation>
    </message>
    <message id="code-entry-searching">
        <source>Looking for your application here and at the centre. This takes a moment.</source>
        <extracomment>Shown while the application is looked for on this device and at the centre</extracomment>
        <translation>Etsimme hakemustasi täältä ja keskuksesta. Tämä kestää hetken.</translation>
    </message>
    <message id="code-entry-stop">
        <source>Stop looking</source>
        <extracomment>Stops looking for the application at the centre</extracomment>
        <translation>Lopeta etsiminen</translation>
    </message>
    <message id="code-entry-title">
        <source>Type your code</source>
        <extracomment>Title of the page where the code is typed</extracomment>
        <translation>Kirjoita koodisi</translation>
    </message>
    <message id="code-entry-wait" numerus="yes">
        <source>Too many tries. You can try again in %n second(s).</source>
        <extracomment>Shown after too many wrong codes. %n is seconds</extracomment>
        <translation>
            <numerusform>Liian monta yritystä. Voit yrittää uudelleen %n sekunnin kuluttua.</numerusform>
            <numerusform>Liian monta yritystä. Voit yrittää uudelleen %n sekunnin kuluttua.</numerusform>
        </translation>
    </message>
    <message id="code-lead">
        <source>With the code you come back to your application, also if this device stops.</source>
        <extracomment>What the code is for</extracomment>
        <translation>Koodilla pääset takaisin hakemukseesi, myös jos tämä laite sammuu.</translation>
    </message>
    <message id="code-no-camera">
        <source>The camera does not work now. Write the code instead.</source>
        <extracomment>Beside a question for a bar code, when the camera does not work</extracomment>
        <translation>Kamera ei nyt toimi. Kirjoita koodi.</translation>
    </message>
    <message id="code-no-printer">
        <source>There is no printer here now. Please write the code down.</source>
        <extracomment>Shown when there is no working printer</extracomment>
        <translation>Tulostin ei nyt toimi. Kirjoita koodi paperille.</translation>
    </message>
    <message id="code-not-seen">
        <source>No code was seen. Try again, or write the code.</source>
        <extracomment>Beside a question for a bar code, when the camera saw none</extracomment>
        <translation>Koodia ei näkynyt. Yritä uudelleen tai kirjoita koodi.</translation>
    </message>
    <message id="code-print">
        <source>Print the code</source>
        <extracomment>Prints the slip with the code</extracomment>
        <translation>Tulosta koodi</translation>
    </message>
    <message id="code-qr">
        <source>The same code as a QR picture</source>
        <extracomment>What the QR picture holds, for screen readers</extracomment>
        <translation>Sama koodi QR-kuvana</translation>
    </message>
    <message id="code-renewed">
        <source>This is a new code. Your old code stops working when you use this one for the first time.</source>
        <extracomment>After coming back with a code: a new one has been made</extracomment>
        <translation>Tämä on uusi koodi. Vanha koodisi lakkaa toimimasta, kun käytät tätä ensimmäisen kerran.</translation>
    </message>
    <message id="code-secret">
        <source>Do not show it to others. Whoever has the code can open your application.</source>
        <extracomment>Warns not to share the code</extracomment>
        <translation>Älä näytä sitä muille. Se, jolla on koodi, voi avata hakemuksesi.</translation>
    </message>
    <message id="code-take">
        <source>Take the code with you</source>
        <extracomment>Heading over the ways to keep the code</extracomment>
        <translation>Ota koodi mukaasi</translation>
    </message>
    <message id="code-title">
        <source>This is your code</source>
        <extracomment>Title of the page that shows the resume code</extracomment>
        <translation>Tämä on koodisi</translation>
    </message>
    <message id="code-valid">
        <source>The code and the unfinished application are kept until %1.</source>
        <extracomment>How long an unsent application is kept. %1 is a date</extracomment>
        <translation>Koodi ja keskeneräinen hakemus säilyvät %1 asti.</translation>
    </message>
    <message id="code-where-elsewhere">
        <source>It works on this device at once, and on other devices when the network has carried the copy to the centre.</source>
        <extracomment>Where the code works when a copy is at the centre</extracomment>
        <translation>Se toimii heti tällä laitteella. Muilla laitteilla se toimii, kun verkko on vienyt kopion keskukseen.</translation>
    </message>
    <message id="code-where-here">
        <source>It works on this device only, until you have sent the application.</source>
        <extracomment>Where the code works when there is no copy at the centre</extracomment>
        <translation>Se toimii vain tällä laitteella, kunnes olet lähettänyt hakemuksen.</translation>
    </message>
    <message id="code-write">
        <source>Write it on paper, or take a picture of it with your own phone.</source>
        <extracomment>A way to keep the code</extracomment>
        <translation>Kirjoita se paperille tai ota siitä kuva omalla puhelimellasi.</translation>
    </message>
    <message id="conflict-all-kept">
        <source>All are kept. Choose the right one.</source>
        <extracomment>On a card with three or more different answers to one question</extracomment>
        <translation>Kaikki ovat tallessa. Valitse oikea.</translation>
    </message>
    <message id="conflict-both-kept">
        <source>Both are kept. Choose the right one.</source>
        <extracomment>On a card with two different answers to one question</extracomment>
        <translation>Kumpikin on tallessa. Valitse oikea.</translation>
    </message>
    <message id="conflict-by-client">
        <source>%1, the client · %2</source>
        <extracomment>Who wrote an answer, where and when; %1 is the place, %2 weekday and time</extracomment>
        <translation>%1, asiakas itse · %2</translation>
    </message>
    <message id="conflict-by-worker">
        <source>%1, a worker · %2</source>
        <extracomment>Who wrote an answer, where and when; %1 is the place, %2 weekday and time</extracomment>
        <translation>%1, työntekijä kirjasi · %2</translation>
    </message>
    <message id="conflict-elsewhere">
        <source>Another device</source>
        <extracomment>Where an answer was written, when no device has told</extracomment>
        <translation>Toinen laite</translation>
    </message>
    <message id="conflict-file">
        <source>File %1, %2</source>
        <extracomment>One of two files that were attached to the same question; %1 is its kind, %2 its size</extracomment>
        <translation>Tiedosto %1, %2</translation>
    </message>
    <message id="conflict-here">
        <source>This device</source>
        <extracomment>Where an answer was written: at the device one stands at</extracomment>
        <translation>Tämä laite</translation>
    </message>
    <message id="conflict-keep-row">
        <source>Keep it</source>
        <extracomment>One of two choices: what was removed at one place and changed at another stays</extracomment>
        <translation>Säilytä tämä</translation>
    </message>
    <message id="conflict-neither">
        <source>Neither: answer again</source>
        <extracomment>On a card with two answers to one question: none of them is right, the question is asked again</extracomment>
        <translation>Ei mikään näistä: vastaa uudelleen</translation>
    </message>
    <message id="conflict-remove-row">
        <source>Remove it</source>
        <extracomment>One of two choices: what was removed at one place and changed at another goes</extracomment>
        <translation>Poista tämä</translation>
    </message>
    <message id="conflict-row-kept">
        <source>This was removed in one place and changed in another. Choose.</source>
        <extracomment>On a card about one row of a list</extracomment>
        <translation>Tämä on poistettu yhdessä paikassa ja muutettu toisessa. Valitse.</translation>
    </message>
    <message id="conflict-since">
        <source>Open since %1</source>
        <extracomment>Since when two answers stand against each other; %1 is weekday and time</extracomment>
        <translation>Odottaa valintaa. Alkoi: %1</translation>
    </message>
    <message id="conflict-time-unsure">
        <source>%1 by that device's clock, which may be wrong</source>
        <extracomment>A time that may be wrong; %1 is weekday and time</extracomment>
        <translation>%1 laitteen kellon mukaan, joka voi olla väärässä</translation>
    </message>
    <message id="conflicts-choose">
        <source>Choose the answers</source>
        <extracomment>Opens the page on which one chooses between two answers to a question</extracomment>
        <translation>Valitse vastaukset</translation>
    </message>
    <message id="conflicts-lead">
        <source>These have been answered differently in two places. Nothing has been lost.</source>
        <extracomment>Why there is something to choose</extracomment>
        <translation>Näihin on vastattu kahdessa paikassa eri tavalla. Mitään ei ole kadonnut.</translation>
    </message>
    <message id="conflicts-title">
        <source>Choose the right answer</source>
        <extracomment>Title of the page on which one chooses between different answers to the same question</extracomment>
        <translation>Valitse oikea vastaus</translation>
    </message>
    <message id="date-day">
        <source>Day</source>
        <extracomment>Label of the day part of a date</extracomment>
        <translation>Päivä</translation>
    </message>
    <message id="date-month">
        <source>Month</source>
        <extracomment>Label of the month part of a date</extracomment>
        <translation>Kuukausi</translation>
    </message>
    <message id="date-year">
        <source>Year</source>
        <extracomment>Label of the year part of a date</extracomment>
        <translation>Vuosi</translation>
    </message>
    <message id="delete-cancel">
        <source>Do not delete</source>
        <extracomment>Does not delete</extracomment>
        <translation>Älä poista</translation>
    </message>
    <message id="delete-confirm">
        <source>Delete for good</source>
        <extracomment>Deletes for good</extracomment>
        <translation>Poista lopullisesti</translation>
    </message>
    <message id="delete-text">
        <source>All your answers and attached pages are removed. Nobody can bring them back. Your code stops working.</source>
        <extracomment>Text of the confirmation of deleting</extracomment>
        <translation>Kaikki vastauksesi ja liitesivut poistetaan. Kukaan ei saa niitä takaisin. Koodisi lakkaa toimimasta.</translation>
    </message>
    <message id="delete-title">
        <source>Delete the whole application?</source>
        <extracomment>Title of the confirmation of deleting</extracomment>
        <translation>Poistetaanko koko hakemus?</translation>
    </message>
    <message id="device-stop">
        <source>Stop looking</source>
        <extracomment>Button that stops looking for a place or a code</extracomment>
        <translation>Lopeta etsiminen</translation>
    </message>
    <message id="dialog-close">
        <source>Close</source>
        <extracomment>Closes a card without changing anything</extracomment>
        <translation>Sulje</translation>
    </message>
    <message id="drawing-choose">
        <source>Choose the picture to draw on</source>
        <extracomment>Heading over the pictures one of which is drawn on</extracomment>
        <translation>Valitse kuva, jonka päälle piirrät</translation>
    </message>
    <message id="drawing-clear">
        <source>Start again</source>
        <extracomment>Takes all lines of a drawing away</extracomment>
        <translation>Aloita alusta</translation>
    </message>
    <message id="drawing-hint">
        <source>Draw with a finger or the mouse.</source>
        <extracomment>Above the sheet to draw on</extracomment>
        <translation>Piirrä sormella tai hiirellä.</translation>
    </message>
    <message id="drawing-name">
        <source>If you cannot sign on the screen, write your name here.</source>
        <extracomment>Above the field for people who cannot draw; for a signature</extracomment>
        <translation>Jos et voi allekirjoittaa näytöllä, kirjoita nimesi tähän.</translation>
    </message>
    <message id="drawing-undo">
        <source>Take the last line away</source>
        <extracomment>Takes the last line of a drawing away</extracomment>
        <translation>Poista viimeinen viiva</translation>
    </message>
    <message id="drawing-words">
        <source>If you cannot draw, tell in words, or ask staff to help.</source>
        <extracomment>Above the field for people who cannot draw; for a drawing</extracomment>
        <translation>Jos et voi piirtää, kerro sanoin tai pyydä henkilökunnalta apua.</translation>
    </message>
    <message id="ended-text">
        <source>Take your papers with you. Thank you.</source>
        <extracomment>Text of the last page</extracomment>
        <translation>Ota paperisi mukaan. Kiitos.</translation>
    </message>
    <message id="ended-title">
        <source>The screen is cleared</source>
        <extracomment>Title of the last page</extracomment>
        <translation>Näyttö on tyhjennetty</translation>
    </message>
    <message id="error-already-submitted">
        <source>This application has been sent already. You need not send it again.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Hakemus on jo lähetetty. Sinun ei tarvitse lähettää sitä uudelleen.</translation>
    </message>
    <message id="error-attachment-encrypted">
        <source>This file is locked with a password. It was not added. Choose one without a password.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Tiedosto on lukittu salasanalla. Sitä ei lisätty. Valitse tiedosto ilman salasanaa.</translation>
    </message>
    <message id="error-attachment-too-large">
        <source>This page is too large. It was not added. Take a smaller picture, or give the paper to the staff.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Sivu on liian suuri. Sitä ei lisätty. Ota pienempi kuva tai anna paperi henkilökunnalle.</translation>
    </message>
    <message id="error-attachment-unreadable">
        <source>This file cannot be read. It was not added. Try again or choose another one.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Tiedostoa ei voi lukea. Sitä ei lisätty. Yritä uudelleen tai valitse toinen.</translation>
    </message>
    <message id="error-attachment-wrong-kind">
        <source>This kind of file cannot be added. Choose a picture or a PDF.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Tällaista tiedostoa ei voi lisätä. Valitse kuva tai PDF.</translation>
    </message>
    <message id="error-bundle-expired">
        <source>The information of this service is past its date. Please check amounts and numbers with the staff.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Palvelun tiedot ovat vanhentuneet. Tarkista summat ja numerot henkilökunnalta.</translation>
    </message>
    <message id="error-bundle-rollback">
        <source>An older version of this service was offered and refused. The newer one is used.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Palvelusta tarjottiin vanhempaa versiota. Se hylättiin, ja uudempi on käytössä.</translation>
    </message>
    <message id="error-bundle-unknown-key">
        <source>A file of this service is signed by somebody this device does not know. The earlier one is used.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Palvelun tiedoston on allekirjoittanut taho, jota laite ei tunne. Aiempi on käytössä.</translation>
    </message>
    <message id="error-busy">
        <source>The centre is busy. We try again by ourselves. You need not wait.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Keskus on ruuhkautunut. Yritämme itse uudelleen. Sinun ei tarvitse odottaa.</translation>
    </message>
    <message id="error-camera-unavailable">
        <source>There is no camera here now. You can bring the paper later, or give it to the staff.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Kamera ei ole nyt käytössä. Voit tuoda paperin myöhemmin tai antaa sen henkilökunnalle.</translation>
    </message>
    <message id="error-captive-portal">
        <source>The network here asks for a login of its own. Your answers are kept on this device. Please tell the staff.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Tämä verkko pyytää omaa kirjautumista. Vastauksesi ovat tallessa tällä laitteella. Kerro henkilökunnalle.</translation>
    </message>
    <message id="error-cert-expired">
        <source>This device's certificate has expired, so nothing is sent now. Your answers are kept on this device. Please tell the staff.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Laitteen varmenne on vanhentunut, joten mitään ei lähetetä nyt. Vastauksesi ovat tallessa. Kerro henkilökunnalle.</translation>
    </message>
    <message id="error-certificate-refused">
        <source>The centre could not be recognised, so nothing was sent. Your answers are kept on this device.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Keskusta ei voitu tunnistaa, joten mitään ei lähetetty. Vastauksesi ovat tallessa tällä laitteella.</translation>
    </message>
    <message id="error-code-expired">
        <source>The time of this code is over. The application was not sent. Please start a new one.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Koodin aika on mennyt umpeen. Hakemusta ei lähetetty. Aloita uusi hakemus.</translation>
    </message>
    <message id="error-code-malformed">
        <source>The code has a mistake. Compare each character with your slip.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Koodissa on virhe. Vertaa jokaista merkkiä lappuun.</translation>
    </message>
    <message id="error-code-refused">
        <source>Nothing opened with this code. Check the code. Your application may also be only on the device where you started.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Koodilla ei avautunut mitään. Tarkista koodi. Hakemus voi myös olla vain laitteella, jolla aloitit.</translation>
    </message>
    <message id="error-code-replaced">
        <source>This code has been replaced. Use the newest code you got.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Tämä koodi on vaihtunut. Käytä uusinta koodia, jonka sait.</translation>
    </message>
    <message id="error-crypto-rejected">
        <source>A saved part could not be opened: it has been changed or damaged. The rest is kept.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Yhtä tallennettua osaa ei voitu avata: se on muuttunut tai vaurioitunut. Muu on tallessa.</translation>
    </message>
    <message id="error-enrolment-refused">
        <source>The centre did not accept this device. Nothing has been saved here. Please tell the staff.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Keskus ei hyväksynyt tätä laitetta. Kerro henkilökunnalle.</translation>
    </message>
    <message id="error-erased">
        <source>This application has been erased. The code does not open it any more.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Tämä hakemus on poistettu. Koodi ei enää avaa sitä.</translation>
    </message>
    <message id="error-expression-too-deep">
        <source>This form asks for too much at once. Your answers are kept. Please ask for help.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Lomake vaatii liikaa kerralla. Vastauksesi ovat tallessa. Pyydä apua.</translation>
    </message>
    <message id="error-feed-reset">
        <source>This device reads its list from the centre again. Your answers are kept.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Laite lukee luettelonsa keskuksesta uudelleen. Vastauksesi ovat tallessa.</translation>
    </message>
    <message id="error-fork">
        <source>This device was restored from an older copy. What is here is sent again by itself. Nothing is lost.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Laite on palautettu vanhemmasta kopiosta. Tiedot lähetetään itsestään uudelleen. Mitään ei ole kadonnut.</translation>
    </message>
    <message id="error-form-withdrawn">
        <source>Your application was started with a form that is no longer in use. Your answers are kept. Please ask staff: they can finish it with you.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Hakemuksesi on aloitettu lomakkeella, joka ei ole enää käytössä. Vastauksesi ovat tallessa. Kysy henkilökunnalta: he auttavat sinua tekemään hakemuksen loppuun.</translation>
    </message>
    <message id="error-gap">
        <source>A part is still on its way to the centre. It is sent again by itself.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Yksi osa on vielä matkalla keskukseen. Se lähetetään itsestään uudelleen.</translation>
    </message>
    <message id="error-internal">
        <source>Something went wrong on our side. What you have saved is kept. Please ask for help.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Meillä tapahtui virhe. Tallennetut tiedot säilyvät. Pyydä apua.</translation>
    </message>
    <message id="error-malformed">
        <source>Something that was read has a wrong form. Nothing of yours is lost. Please try again.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Luetussa tiedossa on väärä muoto. Mitään ei ole kadonnut. Yritä uudelleen.</translation>
    </message>
    <message id="error-malformed-form">
        <source>This form cannot be opened on this device. Your earlier answers are kept.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Tätä lomaketta ei voi avata tällä laitteella. Aiemmat vastauksesi ovat tallessa.</translation>
    </message>
    <message id="error-network-unreachable">
        <source>There is no network. Your answers are kept on this device, and you can go on.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Verkkoyhteyttä ei ole. Vastauksesi ovat tallessa tällä laitteella, ja voit jatkaa.</translation>
    </message>
    <message id="error-not-found">
        <source>We did not find what was asked for. Your answers are kept.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Emme löytäneet pyydettyä tietoa. Vastauksesi ovat tallessa.</translation>
    </message>
    <message id="error-not-here-yet">
        <source>Your application is not at the centre yet. It is on the device named on your slip.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Hakemuksesi ei ole vielä keskuksessa. Se on laitteella, joka lukee muistilapussasi.</translation>
    </message>
    <message id="error-offset-mismatch">
        <source>Sending a page was interrupted. It goes on by itself.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Sivun lähettäminen keskeytyi. Se jatkuu itsestään.</translation>
    </message>
    <message id="error-printer-unavailable">
        <source>The printer does not work now. Nothing was printed. Please write the code down.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Tulostin ei toimi nyt. Mitään ei tulostettu. Kirjoita koodi paperille.</translation>
    </message>
    <message id="error-quarantined">
        <source>The centre put a part aside to be looked at by a person. Nothing is lost. Please ask for help.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Keskus siirsi osan ihmisen tarkistettavaksi. Mitään ei ole kadonnut. Pyydä apua.</translation>
    </message>
    <message id="error-quota">
        <source>There is no more room for this application. What is saved is kept. Please ask for help.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Hakemukselle ei ole enää tilaa. Tallennettu säilyy. Pyydä apua.</translation>
    </message>
    <message id="error-revoked">
        <source>This device has been taken out of use. Your answers are kept locked. Please use another device, paper or the phone.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Tämä laite on poistettu käytöstä. Vastauksesi ovat tallessa lukittuina. Käytä toista laitetta, paperia tai puhelinta.</translation>
    </message>
    <message id="error-signature-invalid">
        <source>A file of this service is not genuine and was not taken into use. The earlier one is used.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Palvelun tiedosto ei ole aito, eikä sitä otettu käyttöön. Aiempi on käytössä.</translation>
    </message>
    <message id="error-speech-unavailable">
        <source>This page cannot be read aloud in this language. Please ask for help.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Tätä sivua ei voi lukea ääneen tällä kielellä. Pyydä apua.</translation>
    </message>
    <message id="error-store-busy">
        <source>The store is in use by something else. Please wait a moment and try again.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Tallennustila on muussa käytössä. Odota hetki ja yritä uudelleen.</translation>
    </message>
    <message id="error-store-corrupt">
        <source>A part of the store is damaged. What can be read is kept. Please tell the staff.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Osa tallennustilasta on vaurioitunut. Luettavat tiedot ovat tallessa. Kerro henkilökunnalle.</translation>
    </message>
    <message id="error-store-failed">
        <source>Saving did not work. What was saved before is kept. Please ask for help.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Tallentaminen ei onnistunut. Aiemmin tallennettu on tallessa. Pyydä apua.</translation>
    </message>
    <message id="error-store-full">
        <source>This device is full and cannot save more. What you have saved is kept. Please ask for help or use another device.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Laite on täynnä eikä voi tallentaa enempää. Tallennetut tiedot säilyvät. Pyydä apua tai käytä toista laitetta.</translation>
    </message>
    <message id="error-store-key-unavailable">
        <source>This device does not have its key just now. Nothing has been removed. Please use paper or the phone.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Laitteella ei ole nyt avaintaan. Mitään ei ole poistettu. Käytä paperia tai puhelinta.</translation>
    </message>
    <message id="error-store-not-encrypted">
        <source>This device cannot lock what is saved, so nothing is saved here. Please use paper or the phone.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Laite ei pysty lukitsemaan tietoja, joten mitään ei tallenneta. Käytä paperia tai puhelinta.</translation>
    </message>
    <message id="error-store-too-new">
        <source>The store was made by a newer version of this program. Nothing has been removed. Please tell the staff.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Tallennustila on ohjelman uudemmasta versiosta. Mitään ei ole poistettu. Kerro henkilökunnalle.</translation>
    </message>
    <message id="error-store-wrong-key">
        <source>This device cannot open its locked store. Nothing has been removed. Please tell the staff, and use paper or the phone.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Laite ei saa lukittua tallennustilaansa auki. Mitään ei ole poistettu. Kerro henkilökunnalle. Käytä paperia tai puhelinta.</translation>
    </message>
    <message id="error-summary-title">
        <source>There is a problem</source>
        <extracomment>Fixed heading of the error summary at the top of a page</extracomment>
        <translation>Sivulla on ongelma</translation>
    </message>
    <message id="error-too-many-tries">
        <source>Too many tries. Please wait a moment. Your application is kept.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Liian monta yritystä. Odota hetki. Hakemuksesi on tallessa.</translation>
    </message>
    <message id="error-type-mismatch">
        <source>The answer does not fit this question. Please check it.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Vastaus ei sovi tähän kysymykseen. Tarkista se.</translation>
    </message>
    <message id="error-unknown-form">
        <source>Your application was started with a form that this device does not have. It is kept. Please ask for help.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Hakemuksesi on aloitettu lomakkeella, jota tällä laitteella ei ole. Se on tallessa. Pyydä apua.</translation>
    </message>
    <message id="error-version-too-old">
        <source>This device needs an update before it can send. Your answers are kept on this device.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Laite on päivitettävä ennen lähettämistä. Vastauksesi ovat tallessa tällä laitteella.</translation>
    </message>
    <message id="error-wrap-mismatch">
        <source>A key does not belong to this application. Nothing has been opened. Please ask for help.</source>
        <extracomment>What happened and what still works; read by the person at the screen</extracomment>
        <translation>Avain ei kuulu tähän hakemukseen. Mitään ei avattu. Pyydä apua.</translation>
    </message>
    <message id="failure-staff">
        <source>For staff</source>
        <extracomment>Heading of the line for staff</extracomment>
        <translation>Henkilökunnalle</translation>
    </message>
    <message id="failure-title">
        <source>This did not work</source>
        <extracomment>Title of the page shown when something failed</extracomment>
        <translation>Tämä ei onnistunut</translation>
    </message>
    <message id="failure-works">
        <source>What still works:</source>
        <extracomment>Opens the list of what still works</extracomment>
        <translation>Tämä toimii:</translation>
    </message>
    <message id="failure-works-begin-anew">
        <source>You can begin a new application, or apply on paper or by phone. The numbers are behind I need help.</source>
        <extracomment>Said after an error: what still works</extracomment>
        <translation>Voit aloittaa uuden hakemuksen tai hakea paperilla tai puhelimella. Numerot löydät kohdasta Tarvitsen apua.</translation>
    </message>
    <message id="failure-works-kept-here">
        <source>What you have saved is kept on this device. You can stop now and go on later with your code.</source>
        <extracomment>Said after an error: what still works</extracomment>
        <translation>Tallentamasi tiedot säilyvät tällä laitteella. Voit lopettaa nyt ja jatkaa myöhemmin koodilla.</translation>
    </message>
    <message id="failure-works-paper-and-phone">
        <source>You can apply on paper or by phone. The numbers are behind I need help.</source>
        <extracomment>Said after an error: what still works</extracomment>
        <translation>Voit hakea paperilla tai puhelimella. Numerot löydät kohdasta Tarvitsen apua.</translation>
    </message>
    <message id="field-optional">
        <source>%1 (optional)</source>
        <extracomment>Label of a question that may be left open. %1 is the question</extracomment>
        <translation>%1 (vapaaehtoinen)</translation>
    </message>
    <message id="field-skip">
        <source>I don't know</source>
        <extracomment>Button that leaves a question open</extracomment>
        <translation>En tiedä</translation>
    </message>
    <message id="field-why">
        <source>Why do we ask?</source>
        <extracomment>Opens the explanation of why a question is asked</extracomment>
        <translation>Miksi kysymme?</translation>
    </message>
    <message id="header-contrast">
        <source>Contrast</source>
        <extracomment>Header tool: stronger contrast. Keep it short</extracomment>
        <translation>Kontrasti</translation>
    </message>
    <message id="header-language">
        <source>Language</source>
        <extracomment>Header tool: choose the language. Keep it short</extracomment>
        <translation>Kieli</translation>
    </message>
    <message id="header-listen">
        <source>Listen</source>
        <extracomment>Header tool: read the page aloud. Keep it short</extracomment>
        <translation>Kuuntele</translation>
    </message>
    <message id="header-text">
        <source>Text</source>
        <extracomment>Header tool: larger text. Keep it short</extracomment>
        <translation>Teksti</translation>
    </message>
    <message id="header-text-now">
        <source>Text size, now %1 %</source>
        <extracomment>Says how large the text is now. %1 is a percentage</extracomment>
        <translation>Tekstin koko, nyt %1 %</translation>
    </message>
    <message id="help-close">
        <source>Go on</source>
        <extracomment>Leaves the help page</extracomment>
        <translation>Jatka</translation>
    </message>
    <message id="help-offline">
        <source>No connection. For staff:</source>
        <extracomment>Opens the reason, for staff, why there is no connection</extracomment>
        <translation>Ei yhteyttä. Henkilökunnalle:</translation>
    </message>
    <message id="help-page-number">
        <source>If you call, say that you are on page %1. You need not say your answers aloud.</source>
        <extracomment>Tells what to say on the phone. %1 is the page number</extracomment>
        <translation>Jos soitat, kerro olevasi sivulla %1. Sinun ei tarvitse sanoa vastauksiasi ääneen.</translation>
    </message>
    <message id="help-staffed">
        <source>There are people here who help: %1.</source>
        <extracomment>Help page when staff are at the place. %1 is when</extracomment>
        <translation>Täällä on ihmisiä, jotka auttavat: %1.</translation>
    </message>
    <message id="help-title">
        <source>A person helps you</source>
        <extracomment>Title of the help page</extracomment>
        <translation>Ihminen auttaa sinua</translation>
    </message>
    <message id="help-unstaffed">
        <source>There is nobody here just now. Call one of these numbers.</source>
        <extracomment>Help page when nobody is at the place</extracomment>
        <translation>Täällä ei ole nyt ketään. Soita johonkin näistä numeroista.</translation>
    </message>
    <message id="help-urgent">
        <source>I need help today</source>
        <extracomment>Leads from help to the page of urgent help</extracomment>
        <translation>Tarvitsen apua tänään</translation>
    </message>
    <message id="hidden-show">
        <source>Show the screen</source>
        <extracomment>Uncovers the screen</extracomment>
        <translation>Näytä näyttö</translation>
    </message>
    <message id="hidden-text">
        <source>Your answers are safe. Nobody sees them now.</source>
        <extracomment>Text of the covered screen</extracomment>
        <translation>Vastauksesi ovat tallessa. Kukaan ei näe niitä nyt.</translation>
    </message>
    <message id="hidden-title">
        <source>The screen is hidden</source>
        <extracomment>Title of the covered screen</extracomment>
        <translation>Näyttö on piilotettu</translation>
    </message>
    <message id="idle-continue">
        <source>I am here</source>
        <extracomment>The person goes on</extracomment>
        <translation>Jatkan</translation>
    </message>
    <message id="idle-kept">
        <source>Your application is kept.</source>
        <extracomment>Says that clearing the screen loses nothing</extracomment>
        <translation>Hakemuksesi säilyy.</translation>
    </message>
    <message id="idle-locked">
        <source>We ask for your date of birth or your code before earlier answers are shown.</source>
        <extracomment>Says what is asked before earlier answers are shown again</extracomment>
        <translation>Kysymme syntymäajan tai koodin, ennen kuin näytämme aiemmat vastaukset.</translation>
    </message>
    <message id="idle-seconds" numerus="yes">
        <source>We clear the screen in %n second(s).</source>
        <extracomment>Counts down. %n is the number of seconds</extracomment>
        <translation>
            <numerusform>Tyhjennämme näytön %n sekunnin kuluttua.</numerusform>
            <numerusform>Tyhjennämme näytön %n sekunnin kuluttua.</numerusform>
        </translation>
    </message>
    <message id="idle-title">
        <source>Are you still here?</source>
        <extracomment>Title of the warning before the screen is cleared</extracomment>
        <translation>Oletko vielä paikalla?</translation>
    </message>
    <message id="kiosk-out-of-service">
        <source>This device is out of use</source>
        <extracomment>Title shown instead of the start screen when the kiosk cannot be used</extracomment>
        <translation>Tämä laite ei ole käytössä</translation>
    </message>
    <message id="kiosk-privacy-link">
        <source>Read about it</source>
        <extracomment>Link to the privacy page</extracomment>
        <translation>Lue tästä</translation>
    </message>
    <message id="kiosk-privacy-question">
        <source>Privacy: who can open what you write?</source>
        <extracomment>Before the link to the privacy page</extracomment>
        <translation>Tietosuoja: kuka voi avata sen, mitä kirjoitat?</translation>
    </message>
    <message id="kiosk-start-apply">
        <source>Start</source>
        <extracomment>Start card: begin</extracomment>
        <translation>Aloita</translation>
    </message>
    <message id="kiosk-start-apply-detail">
        <source>We guide you one question at a time.</source>
        <extracomment>Under the card "Start"</extracomment>
        <translation>Autamme sinua kysymys kerrallaan.</translation>
    </message>
    <message id="kiosk-start-continue">
        <source>Go on with a code</source>
        <extracomment>Start card: come back with a code</extracomment>
        <translation>Jatka koodilla</translation>
    </message>
    <message id="kiosk-start-continue-detail">
        <source>You have a slip or a code.</source>
        <extracomment>Under the card "Go on with a code"</extracomment>
        <translation>Sinulla on lappu tai koodi.</translation>
    </message>
    <message id="kiosk-start-help-detail">
        <source>A person here or on the phone.</source>
        <extracomment>Under the card "I need help"</extracomment>
        <translation>Ihminen täällä tai puhelimessa.</translation>
    </message>
    <message id="kiosk-start-lead">
        <source>You need no login. You can stop at any time and go on later with a code.</source>
        <extracomment>Under the title of the start screen</extracomment>
        <translation>Et tarvitse tunnuksia. Voit lopettaa milloin vain ja jatkaa myöhemmin koodilla.</translation>
    </message>
    <message id="kiosk-start-look">
        <source>Just looking</source>
        <extracomment>Start card: look without starting</extracomment>
        <translation>Vain katson</translation>
    </message>
    <message id="kiosk-start-look-detail">
        <source>Information, offices and what to bring. Nothing is saved.</source>
        <extracomment>Under the card "Just looking"</extracomment>
        <translation>Tietoa, toimistot ja mitä tarvitset mukaan. Mitään ei tallenneta.</translation>
    </message>
    <message id="kiosk-start-title">
        <source>Take care of matters here</source>
        <extracomment>Title of the start screen; says nothing about benefits to bystanders</extracomment>
        <translation>Asioi tässä</translation>
    </message>
    <message id="kiosk-start-urgent">
        <source>Urgent or in danger</source>
        <extracomment>Start card: urgent help</extracomment>
        <translation>Kiire tai hätä</translation>
    </message>
    <message id="kiosk-start-urgent-detail">
        <source>No food or medicine, not safe: numbers at once.</source>
        <extracomment>Under the card "Urgent or in danger"</extracomment>
        <translation>Ruoka tai lääkkeet loppu, ei turvaa: numerot heti.</translation>
    </message>
    <message id="kiosk-store-damaged">
        <source>Some applications begun on this device cannot be opened here now. They have not been removed. You can begin a new one. If your code does not work, ask the staff.</source>
        <extracomment>On the start screen, when the device could not open what was saved on it before; names no benefit</extracomment>
        <translation>Osaa tällä laitteella aloitetuista hakemuksista ei voi nyt avata täällä. Niitä ei ole poistettu. Voit aloittaa uuden. Jos koodisi ei toimi, kysy henkilökunnalta.</translation>
    </message>
    <message id="kiosk-store-damaged-staff">
        <source>For staff: %1</source>
        <extracomment>%1 is the name of a folder and a technical reason</extracomment>
        <translation>Henkilökunnalle: %1</translation>
    </message>
    <message id="language-name-en">
        <source>English</source>
        <extracomment>English, in English</extracomment>
        <translation>English</translation>
    </message>
    <message id="language-name-fi">
        <source>Suomi</source>
        <extracomment>Finnish, in Finnish</extracomment>
        <translation>Suomi</translation>
    </message>
    <message id="language-name-sv">
        <source>Svenska</source>
        <extracomment>Swedish, in Swedish</extracomment>
        <translation>Svenska</translation>
    </message>
    <message id="language-title">
        <source>Choose a language</source>
        <extracomment>Title of the card where the language is chosen</extracomment>
        <translation>Valitse kieli</translation>
    </message>
    <message id="look-finish">
        <source>Done</source>
        <extracomment>Ends reading and clears the screen</extracomment>
        <translation>Valmis</translation>
    </message>
    <message id="look-lead">
        <source>Nothing is saved. You can start when you want to.</source>
        <extracomment>Says that looking leaves nothing behind</extracomment>
        <translation>Mitään ei tallenneta. Voit aloittaa, kun haluat.</translation>
    </message>
    <message id="look-source">
        <source>Source: %1, %2</source>
        <extracomment>Where a fact is from. %1 source, %2 date</extracomment>
        <translation>Lähde: %1, %2</translation>
    </message>
    <message id="look-title">
        <source>Have a look</source>
        <extracomment>Title of the pages to look at without starting</extracomment>
        <translation>Katso rauhassa</translation>
    </message>
    <message id="media-play">
        <source>Play the sound</source>
        <extracomment>Button that plays the sound of a question or a choice</extracomment>
        <translation>Kuuntele ääni</translation>
    </message>
    <message id="media-stop">
        <source>Stop the sound</source>
        <extracomment>Button that stops the sound of a question or a choice</extracomment>
        <translation>Pysäytä ääni</translation>
    </message>
    <message id="media-video">
        <source>A video belongs to this. It cannot be shown on this device.</source>
        <extracomment>Stands where a form has a video</extracomment>
        <translation>Tähän kuuluu video. Sitä ei voi näyttää tällä laitteella.</translation>
    </message>
    <message id="minor-help">
        <source>Talk with a person</source>
        <extracomment>On the page for people under 18: leads to people who help</extracomment>
        <translation>Puhu ihmisen kanssa</translation>
    </message>
    <message id="newer-form-go-on">
        <source>Go on in the newer form</source>
        <extracomment>Goes on with the application in the newer version of the form</extracomment>
        <translation>Jatka uudella lomakkeella</translation>
    </message>
    <message id="newer-form-keep">
        <source>Keep this form</source>
        <extracomment>Does not move to the newer version of the form</extracomment>
        <translation>Pidä nykyinen lomake</translation>
    </message>
    <message id="newer-form-lead">
        <source>There is a newer form.</source>
        <extracomment>On the list of tasks, when the form has been renewed since the application was begun</extracomment>
        <translation>Lomakkeesta on uusi versio.</translation>
    </message>
    <message id="newer-form-moved">
        <source>You now go on in the newer form.</source>
        <extracomment>The application has been moved to the newer version of the form</extracomment>
        <translation>Jatkat nyt uudella lomakkeella.</translation>
    </message>
    <message id="newer-form-question">
        <source>Your answers move to the newer form, and you cannot come back to this one. The newer form may ask something new. Nothing is sent yet.</source>
        <extracomment>Text of the question before the application is moved to the newer version of the form</extracomment>
        <translation>Vastauksesi siirtyvät uudelle lomakkeelle, etkä voi enää palata nykyiseen. Uudella lomakkeella voi olla myös uusia kysymyksiä. Mitään ei lähetetä vielä.</translation>
    </message>
    <message id="newer-form-text">
        <source>Your answers stay. If one has no place in the newer form, it is kept and we tell you which.</source>
        <extracomment>What going on in the newer form means</extracomment>
        <translation>Vastauksesi säilyvät. Jos jokin vastaus ei sovi uuteen lomakkeeseen, se jää talteen ja kerromme, mikä se on.</translation>
    </message>
    <message id="newer-form-title">
        <source>Go on in the newer form?</source>
        <extracomment>Title of the question before the application is moved to the newer version of the form</extracomment>
        <translation>Jatketaanko uudella lomakkeella?</translation>
    </message>
    <message id="newer-form-whole">
        <source>All your answers came along.</source>
        <extracomment>All answers have a place in the newer form</extracomment>
        <translation>Kaikki vastauksesi tulivat mukaan.</translation>
    </message>
    <message id="newer-form-without-place">
        <source>These answers have no place in it. They are kept, but they are not part of what you send:</source>
        <extracomment>Before a list of questions, one on each line</extracomment>
        <translation>Näille vastauksille ei ole siinä paikkaa. Ne ovat tallessa, mutta ne eivät ole mukana siinä, mitä lähetät:</translation>
    </message>
    <message id="offline-line">
        <source>No connection now. You can go on.</source>
        <extracomment>Quiet line under a page: no network, work goes on</extracomment>
        <translation>Ei yhteyttä nyt. Voit jatkaa.</translation>
    </message>
    <message id="pad-erase">
        <source>Erase the last sign</source>
        <extracomment>Key that erases the last sign typed</extracomment>
        <translation>Poista viimeinen merkki</translation>
    </message>
    <message id="pad-minus">
        <source>Minus</source>
        <extracomment>Key that makes an amount negative, or positive again</extracomment>
        <translation>Miinus</translation>
    </message>
    <message id="pad-name">
        <source>Number pad</source>
        <extracomment>Name of the number pad for assistive technology</extracomment>
        <translation>Numeronäppäimet</translation>
    </message>
    <message id="papers-add">
        <source>Add papers</source>
        <extracomment>Opens the pages on which promised papers are added to a sent application</extracomment>
        <translation>Lisää papereita</translation>
    </message>
    <message id="papers-by">
        <source>Bring by %1</source>
        <extracomment>A promised paper that is still missing; %1 is the day it was promised for.</extracomment>
        <translation>Tuo viimeistään %1</translation>
    </message>
    <message id="papers-lead">
        <source>Choose a paper and add its pages. Then send. Other answers do not change.</source>
        <extracomment>How adding papers works</extracomment>
        <translation>Valitse paperi ja lisää sen sivut. Lähetä sitten. Muut vastaukset eivät muutu.</translation>
    </message>
    <message id="papers-missing">
        <source>Papers still missing</source>
        <extracomment>Heading over the papers that were promised and are still missing</extracomment>
        <translation>Puuttuvat paperit</translation>
    </message>
    <message id="papers-pages">
        <source>Pages to send: %1</source>
        <extracomment>A promised paper whose pages are added and not sent yet; %1 is how many.</extracomment>
        <translation>Lähetettäviä sivuja: %1</translation>
    </message>
    <message id="papers-request">
        <source>%1 asks: %2</source>
        <extracomment>A request of the authority in the list of papers to bring; %1 is who asks, %2 what is asked.</extracomment>
        <translation>%1 pyytää: %2</translation>
    </message>
    <message id="papers-send">
        <source>Send papers</source>
        <extracomment>Sends the added papers to the centre</extracomment>
        <translation>Lähetä paperit</translation>
    </message>
    <message id="papers-title">
        <source>Add the papers that are missing</source>
        <extracomment>Title of the page where papers that were promised or asked for are added</extracomment>
        <translation>Lisää puuttuvat paperit</translation>
    </message>
    <message id="papers-unknown">
        <source>Your answers are no longer on this device. To add papers, open the application again with the code when the network works.</source>
        <extracomment>The answers have left this device after arriving, so missing papers can be listed only with the centre</extracomment>
        <translation>Vastauksesi eivät ole enää tällä laitteella. Jos haluat lisätä papereita, avaa hakemus koodilla uudelleen, kun verkko toimii.</translation>
    </message>
    <message id="place-here">
        <source>Use the place where I am now</source>
        <extracomment>Button that takes the place where the device stands as the answer</extracomment>
        <translation>Käytä paikkaa, jossa olen nyt</translation>
    </message>
    <message id="place-hint">
        <source>A map on a phone shows these two numbers when you press the place. If you do not know them, staff can help.</source>
        <extracomment>Above the two numbers of a place</extracomment>
        <translation>Puhelimen kartta näyttää nämä kaksi lukua, kun painat paikkaa. Jos et tiedä niitä, henkilökunta auttaa.</translation>
    </message>
    <message id="place-latitude">
        <source>Latitude (north)</source>
        <extracomment>Label of the first number of a place on the map</extracomment>
        <translation>Leveysaste</translation>
    </message>
    <message id="place-longitude">
        <source>Longitude (east)</source>
        <extracomment>Label of the second number of a place on the map</extracomment>
        <translation>Pituusaste</translation>
    </message>
    <message id="place-not-found">
        <source>The place was not found. Try again, or write the numbers.</source>
        <extracomment>Beside a question for a place, when the device could not tell it</extracomment>
        <translation>Paikkaa ei löytynyt. Yritä uudelleen tai kirjoita luvut.</translation>
    </message>
    <message id="place-searching">
        <source>Looking for the place. This may take half a minute.</source>
        <extracomment>While the device finds out where it is</extracomment>
        <translation>Paikkaa etsitään. Se voi kestää puoli minuuttia.</translation>
    </message>
    <message id="places-add">
        <source>Add this place</source>
        <extracomment>Button that adds a place to a line or an area</extracomment>
        <translation>Lisää tämä paikka</translation>
    </message>
    <message id="places-area">
        <source>An area has at least three places. Add its corners in order.</source>
        <extracomment>Hint of a question for an area on the map</extracomment>
        <translation>Alueessa on ainakin kolme paikkaa. Lisää kulmat järjestyksessä.</translation>
    </message>
    <message id="places-line">
        <source>A line has at least two places. Add them in order.</source>
        <extracomment>Hint of a question for a line on the map</extracomment>
        <translation>Viivassa on ainakin kaksi paikkaa. Lisää ne järjestyksessä.</translation>
    </message>
    <message id="places-name">
        <source>Place %1: %2</source>
        <extracomment>One place of a line or an area. %1 is its number, %2 its two numbers on the map</extracomment>
        <translation>Paikka %1: %2</translation>
    </message>
    <message id="print-cancel">
        <source>Do not print</source>
        <extracomment>Does not print</extracomment>
        <translation>Älä tulosta</translation>
    </message>
    <message id="print-confirm">
        <source>Print now</source>
        <extracomment>Prints now</extracomment>
        <translation>Tulosta nyt</translation>
    </message>
    <message id="print-done">
        <source>Printed. Take the paper with you.</source>
        <extracomment>Shown after the slip has been printed</extracomment>
        <translation>Tulostettu. Ota paperi mukaasi.</translation>
    </message>
    <message id="print-text">
        <source>The paper has your code on it. Take it with you. We print when you press the button.</source>
        <extracomment>Text of the question before printing</extracomment>
        <translation>Paperissa on koodisi. Ota se heti mukaasi. Tulostamme, kun painat nappia.</translation>
    </message>
    <message id="print-title">
        <source>Are you alone at the printer?</source>
        <extracomment>Title of the question before printing</extracomment>
        <translation>Oletko yksin tulostimen luona?</translation>
    </message>
    <message id="privacy-accept">
        <source>I have read this. Continue</source>
        <extracomment>Accepts what was read about privacy and starts</extracomment>
        <translation>Olen lukenut. Jatka</translation>
    </message>
    <message id="privacy-choices">
        <source>You choose</source>
        <extracomment>Heading over the two choices of the privacy page</extracomment>
        <translation>Sinä valitset</translation>
    </message>
    <message id="privacy-controller">
        <source>Responsible for the data: %1. Notice version %2.</source>
        <extracomment>Who answers for the data. %1 is the organisation, %2 the version of the notice</extracomment>
        <translation>Tiedoista vastaa %1. Tietosuojaselosteen versio %2.</translation>
    </message>
    <message id="privacy-copy">
        <source>Keep a locked copy at the centre</source>
        <extracomment>Choice: a sealed copy of the unfinished application goes to the centre</extracomment>
        <translation>Säilytä lukittu kopio keskuksessa</translation>
    </message>
    <message id="privacy-form-log">
        <source>The form notes when you answer each question.</source>
        <extracomment>On the privacy page, when the form keeps a log of how it is filled in</extracomment>
        <translation>Lomake merkitsee muistiin, milloin vastaat kuhunkin kysymykseen.</translation>
    </message>
    <message id="privacy-form-place">
        <source>The form notes where this device is while you fill it in.</source>
        <extracomment>On the privacy page, when the form notes where the device is</extracomment>
        <translation>Lomake merkitsee muistiin, missä tämä laite on, kun täytät lomaketta.</translation>
    </message>
    <message id="privacy-staff">
        <source>Staff may open my unfinished application if I lose the code</source>
        <extracomment>Choice: staff may open the unfinished application when the code is lost</extracomment>
        <translation>Henkilökunta saa avata keskeneräisen hakemukseni, jos koodi katoaa</translation>
    </message>
    <message id="privacy-title">
        <source>Who can open what you write?</source>
        <extracomment>Title of the privacy page</extracomment>
        <translation>Kuka voi avata sen, mitä kirjoitat?</translation>
    </message>
    <message id="progress-text">
        <source>Task %1 / %2 · %3 · page %4</source>
        <extracomment>Where one is. %1 task number, %2 number of tasks, %3 title of the task, %4 page number</extracomment>
        <translation>Tehtävä %1 / %2 · %3 · sivu %4</translation>
    </message>
    <message id="put-aside-since">
        <source>It has been so since %1.</source>
        <extracomment>After the reason why something of the application was not taken by the centre. %1 is day and time</extracomment>
        <translation>Näin on ollut %1 lähtien.</translation>
    </message>
    <message id="rank-down">
        <source>Move down</source>
        <extracomment>Button of one choice in a ranking</extracomment>
        <translation>Siirrä alas</translation>
    </message>
    <message id="rank-hint">
        <source>Put the most important first. Move with the arrows.</source>
        <extracomment>Above a list to be put in order</extracomment>
        <translation>Laita tärkein ensimmäiseksi. Siirrä nuolilla.</translation>
    </message>
    <message id="rank-keep">
        <source>This order is right</source>
        <extracomment>Button under a list to be put in order: it is right as it stands</extracomment>
        <translation>Tämä järjestys on oikea</translation>
    </message>
    <message id="rank-kept">
        <source>Your order is kept.</source>
        <extracomment>Under a list that has been put in order</extracomment>
        <translation>Järjestyksesi on tallessa.</translation>
    </message>
    <message id="rank-up">
        <source>Move up</source>
        <extracomment>Button of one choice in a ranking</extracomment>
        <translation>Siirrä ylös</translation>
    </message>
    <message id="receipt-attached-pages">
        <source>Attached pages: %1</source>
        <extracomment>On the receipt: how many pages were attached.</extracomment>
        <translation>Liitesivuja: %1</translation>
    </message>
    <message id="receipt-both-waiting-text">
        <source>We send your application and your papers as soon as the network is back.</source>
        <extracomment>The same while the application itself is on its way, too</extracomment>
        <translation>Lähetämme hakemuksen ja paperit heti, kun verkko palaa.</translation>
    </message>
    <message id="receipt-card">
        <source>Receipt</source>
        <extracomment>Heading of the receipt card</extracomment>
        <translation>Tosite</translation>
    </message>
    <message id="receipt-clock">
        <source>The clock of the device was wrong when you sent this. The time of arrival counts.</source>
        <extracomment>On the receipt, when the time of sending is later than the time of arrival</extracomment>
        <translation>Laitteen kello oli väärässä, kun lähetit tämän. Saapumisaika ratkaisee.</translation>
    </message>
    <message id="receipt-code">
        <source>Your code %1</source>
        <extracomment>The person's code on the receipt page. %1 is the code</extracomment>
        <translation>Koodisi %1</translation>
    </message>
    <message id="receipt-code-text">
        <source>With it you see whether the application has arrived, and you can go on.</source>
        <extracomment>What the code shows later, when a copy is at the centre</extracomment>
        <translation>Tällä näet, onko hakemus perillä, ja voit jatkaa.</translation>
    </message>
    <message id="receipt-code-text-here">
        <source>With it you see whether the application has arrived, and you can go on. Without the network the code works on this device only.</source>
        <extracomment>What the code shows later, while the application is only here</extracomment>
        <translation>Tällä näet, onko hakemus perillä, ja voit jatkaa. Ilman verkkoa koodi toimii vain tällä laitteella.</translation>
    </message>
    <message id="receipt-finish">
        <source>Stop and clear</source>
        <extracomment>The last act at the kiosk: end and clear the screen</extracomment>
        <translation>Lopeta ja tyhjennä</translation>
    </message>
    <message id="receipt-line">
        <source>Reference %1 · sent %2</source>
        <extracomment>One line of the receipt. %1 reference, %2 time of sending</extracomment>
        <translation>Viite %1 · lähetetty %2</translation>
    </message>
    <message id="receipt-missing">
        <source>Still to deliver: %1</source>
        <extracomment>Attachments that are still to come. %1 is a list</extracomment>
        <translation>Vielä toimitettava: %1</translation>
    </message>
    <message id="receipt-next">
        <source>What next?</source>
        <extracomment>Heading over the next steps</extracomment>
        <translation>Mitä seuraavaksi?</translation>
    </message>
    <message id="receipt-open-text">
        <source>Your application is kept, but you have not sent it. You can go on filling it in.</source>
        <extracomment>Explains "not sent yet"</extracomment>
        <translation>Hakemuksesi on tallessa, mutta et ole lähettänyt sitä. Voit jatkaa täyttämistä.</translation>
    </message>
    <message id="receipt-open-title">
        <source>Not sent yet</source>
        <extracomment>Large words when an application has been opened by code and never sent</extracomment>
        <translation>Ei vielä lähetetty</translation>
    </message>
    <message id="receipt-page-percent">
        <source>The next one: %1 %.</source>
        <extracomment>How far the page is that is being sent now; %1 is a number from 0 to 99</extracomment>
        <translation>Seuraavasta on perillä %1 %.</translation>
    </message>
    <message id="receipt-pages-arrived">
        <source>%1 of %2 pages have arrived.</source>
        <extracomment>Attached pages on their way after sending; %1 of %2 are at the centre</extracomment>
        <translation>Sivuista on perillä %1/%2.</translation>
    </message>
    <message id="receipt-pages-on-the-way">
        <source>Pages still on their way: %1</source>
        <extracomment>On the receipt: attachments that have not arrived yet; %1 is how many.</extracomment>
        <translation>Sivuja vielä matkalla: %1</translation>
    </message>
    <message id="receipt-paper">
        <source>If it cannot wait</source>
        <extracomment>Heading of the card about paper and phone</extracomment>
        <translation>Jos asia ei voi odottaa</translation>
    </message>
    <message id="receipt-papers-received-text">
        <source>Your papers arrived on %1. You need not send them again.</source>
        <extracomment>Explains "received" when papers were sent after the application. %1 is the time of arrival</extracomment>
        <translation>Paperit saapuivat %1. Sinun ei tarvitse lähettää niitä uudelleen.</translation>
    </message>
    <message id="receipt-papers-waiting-text">
        <source>We send your papers as soon as the network is back. The application itself arrived on %1.</source>
        <extracomment>Explains "not yet received" when papers were sent after the application. %1 is when the application arrived</extracomment>
        <translation>Lähetämme paperit heti, kun verkko palaa. Itse hakemus saapui %1.</translation>
    </message>
    <message id="receipt-print">
        <source>Print</source>
        <extracomment>Prints receipt and slip</extracomment>
        <translation>Tulosta</translation>
    </message>
    <message id="receipt-received-text">
        <source>Your application arrived on %1. You need not send it again.</source>
        <extracomment>Explains "received". %1 is the time of arrival</extracomment>
        <translation>Hakemuksesi saapui %1. Sinun ei tarvitse lähettää sitä uudelleen.</translation>
    </message>
    <message id="receipt-received-title">
        <source>Your application has arrived</source>
        <extracomment>Large words when the centre has the application</extracomment>
        <translation>Hakemus on perillä</translation>
    </message>
    <message id="receipt-slip">
        <source>Memo slip</source>
        <extracomment>Heading of the memo slip card</extracomment>
        <translation>Muistilappu</translation>
    </message>
    <message id="receipt-slip-text">
        <source>Where you go, why, and what you take along. Your code is on it, your answers are not.</source>
        <extracomment>What stands on the memo slip</extracomment>
        <translation>Minne menet, miksi ja mitä otat mukaan. Lapussa on koodisi, mutta ei vastauksiasi.</translation>
    </message>
    <message id="receipt-waiting-text">
        <source>We send the application as soon as the network is back. You need not wait. It counts as handed in only when it has arrived.</source>
        <extracomment>Explains "not yet received": the legal moment is the arrival</extracomment>
        <translation>Lähetämme hakemuksen heti, kun verkko palaa. Sinun ei tarvitse odottaa. Hakemus on jätetty vasta, kun se on perillä.</translation>
    </message>
    <message id="receipt-waiting-title">
        <source>Saved on this device – not yet received</source>
        <extracomment>Large words when the application is only on the device</extracomment>
        <translation>Tallennettu tälle laitteelle – ei vielä perillä</translation>
    </message>
    <message id="remaining-hours" numerus="yes">
        <source>Sending still takes about %n hour(s).</source>
        <extracomment>How long it will still take until the attached pages have arrived</extracomment>
        <translation>
            <numerusform>Lähetys kestää vielä noin %n tunnin.</numerusform>
            <numerusform>Lähetys kestää vielä noin %n tuntia.</numerusform>
        </translation>
    </message>
    <message id="remaining-minutes" numerus="yes">
        <source>Sending still takes about %n minute(s).</source>
        <extracomment>How long it will still take until the attached pages have arrived</extracomment>
        <translation>
            <numerusform>Lähetys kestää vielä noin %n minuutin.</numerusform>
            <numerusform>Lähetys kestää vielä noin %n minuuttia.</numerusform>
        </translation>
    </message>
    <message id="remaining-short">
        <source>Sending still takes less than a minute.</source>
        <extracomment>How long it will still take until the attached pages have arrived</extracomment>
        <translation>Lähetys kestää vielä alle minuutin.</translation>
    </message>
    <message id="repeat-add">
        <source>Add a new one</source>
        <extracomment>Button that adds one row to a list, when the form has no words of its own for it</extracomment>
        <translation>Lisää uusi</translation>
    </message>
    <message id="repeat-empty">
        <source>Nothing has been added yet. To add, press %1. If you have nothing to add, continue.</source>
        <extracomment>Stands where a list has no rows yet. %1 is the name of the button that adds one</extracomment>
        <translation>Et ole vielä lisännyt mitään. Lisää painamalla %1. Jos sinulla ei ole lisättävää, jatka.</translation>
    </message>
    <message id="saved-here">
        <source>Saved on this device. Not sent yet.</source>
        <extracomment>Quiet line under a page: the answer is stored, nothing is sent</extracomment>
        <translation>Tallennettu tälle laitteelle. Ei vielä lähetetty.</translation>
    </message>
    <message id="saved-not-received">
        <source>Saved on this device. Not yet received.</source>
        <extracomment>Quiet line under a page: sent from here, not yet at the centre</extracomment>
        <translation>Tallennettu tälle laitteelle. Ei vielä perillä.</translation>
    </message>
    <message id="saved-offline">
        <source>Saved on this device. Not sent yet. No connection now, you can go on.</source>
        <extracomment>Quiet line under a page: the answer is stored, nothing is sent, there is no network and work goes on</extracomment>
        <translation>Tallennettu tälle laitteelle. Ei vielä lähetetty. Ei yhteyttä nyt, voit jatkaa.</translation>
    </message>
    <message id="saved-received">
        <source>Received.</source>
        <extracomment>Quiet line under a page: the centre has it</extracomment>
        <translation>Perillä.</translation>
    </message>
    <message id="scale-less">
        <source>Less</source>
        <extracomment>Button beside a scale: one step less</extracomment>
        <translation>Vähemmän</translation>
    </message>
    <message id="scale-more">
        <source>More</source>
        <extracomment>Button beside a scale: one step more</extracomment>
        <translation>Enemmän</translation>
    </message>
    <message id="scale-not-given">
        <source>Not chosen yet</source>
        <extracomment>Stands beside a scale on which nothing has been chosen</extracomment>
        <translation>Ei vielä valittu</translation>
    </message>
    <message id="scroll-down">
        <source>More below</source>
        <extracomment>Button that moves a long page down; says that the page goes on</extracomment>
        <translation>Lisää alempana</translation>
    </message>
    <message id="scroll-up">
        <source>Up</source>
        <extracomment>Button that moves a long page up</extracomment>
        <translation>Ylös</translation>
    </message>
    <message id="select-chosen">
        <source>Chosen: %1</source>
        <extracomment>Above a long list of choices: what has been chosen. %1 is the choice</extracomment>
        <translation>Valittu: %1</translation>
    </message>
    <message id="select-close">
        <source>Close</source>
        <extracomment>On the list of choices: state of a list that can be closed</extracomment>
        <translation>Sulje</translation>
    </message>
    <message id="select-more">
        <source>There are more choices. Type more of the word.</source>
        <extracomment>Under the first choices of a very long list</extracomment>
        <translation>Vaihtoehtoja on lisää. Kirjoita sanaa pidemmälle.</translation>
    </message>
    <message id="select-open">
        <source>Choose from the list</source>
        <extracomment>On the closed list of choices, when nothing is chosen</extracomment>
        <translation>Valitse luettelosta</translation>
    </message>
    <message id="select-quick">
        <source>The next page opens when you choose.</source>
        <extracomment>Above choices that lead on by themselves</extracomment>
        <translation>Seuraava sivu avautuu, kun valitset.</translation>
    </message>
    <message id="select-search">
        <source>Type the beginning of the word. The list gets shorter.</source>
        <extracomment>Above the line that narrows a long list of choices</extracomment>
        <translation>Kirjoita sanan alku. Lista lyhenee.</translation>
    </message>
    <message id="select-show">
        <source>Open</source>
        <extracomment>On the list of choices: state of a list that can be opened</extracomment>
        <translation>Avaa</translation>
    </message>
    <message id="sensitive-lead">
        <source>Answer this alone.</source>
        <extracomment>Heading of the note on pages about safety, helpers and consent</extracomment>
        <translation>Vastaa tähän yksin.</translation>
    </message>
    <message id="sensitive-text">
        <source>Nobody beside you needs to see the answer. You can hide the screen at any time.</source>
        <extracomment>Rest of the note on pages about safety, helpers and consent</extracomment>
        <translation>Kenenkään vieressäsi ei tarvitse nähdä vastausta. Voit piilottaa näytön milloin vain.</translation>
    </message>
    <message id="sound-not-played">
        <source>The sound cannot be played on this device.</source>
        <extracomment>Beside a question whose sound could not be played</extracomment>
        <translation>Ääntä ei voi toistaa tällä laitteella.</translation>
    </message>
    <message id="stop-cancel">
        <source>Go on filling in</source>
        <extracomment>Closes the stop card and goes on</extracomment>
        <translation>Jatka täyttämistä</translation>
    </message>
    <message id="stop-clear">
        <source>Stop and clear the screen</source>
        <extracomment>Stops when there is nothing to keep</extracomment>
        <translation>Lopeta ja tyhjennä näyttö</translation>
    </message>
    <message id="stop-delete">
        <source>Delete the application</source>
        <extracomment>Leads to the separate confirmation of deleting</extracomment>
        <translation>Poista hakemus</translation>
    </message>
    <message id="stop-keep">
        <source>Stop, keep the application</source>
        <extracomment>Stops and keeps the application</extracomment>
        <translation>Lopeta, säilytä hakemus</translation>
    </message>
    <message id="stop-text-kept">
        <source>Your application is kept on this device, locked with your code. With the code you can go on later.</source>
        <extracomment>Text of the stop card when an application has been started</extracomment>
        <translation>Hakemuksesi säilyy tällä laitteella, lukittuna koodillasi. Koodilla voit jatkaa myöhemmin.</translation>
    </message>
    <message id="stop-text-nothing">
        <source>You have not written anything. The screen is cleared.</source>
        <extracomment>Text of the stop card when nothing has been written</extracomment>
        <translation>Et ole kirjoittanut mitään. Näyttö tyhjennetään.</translation>
    </message>
    <message id="stop-title">
        <source>Do you want to stop?</source>
        <extracomment>Title of the card shown after Stop</extracomment>
        <translation>Haluatko lopettaa?</translation>
    </message>
    <message id="strip-help">
        <source>I need help</source>
        <extracomment>Strip at the foot of every page: opens the page of people who help</extracomment>
        <translation>Tarvitsen apua</translation>
    </message>
    <message id="strip-hide">
        <source>Hide screen</source>
        <extracomment>Strip at the foot of every page: covers the screen at once</extracomment>
        <translation>Piilota näyttö</translation>
    </message>
    <message id="strip-stop">
        <source>Stop</source>
        <extracomment>Strip at the foot of every page: asks whether to keep or delete, then ends</extracomment>
        <translation>Lopeta</translation>
    </message>
    <message id="task-conflict">
        <source>Choose the answer</source>
        <extracomment>State of a task in which a question has two answers</extracomment>
        <translation>Valitse vastaus</translation>
    </message>
    <message id="task-done">
        <source>Done</source>
        <extracomment>State of a task</extracomment>
        <translation>Valmis</translation>
    </message>
    <message id="task-later">
        <source>Cannot start yet</source>
        <extracomment>State of a task that depends on another</extracomment>
        <translation>Ei voi vielä aloittaa</translation>
    </message>
    <message id="task-not-started">
        <source>Not started</source>
        <extracomment>State of a task</extracomment>
        <translation>Aloittamatta</translation>
    </message>
    <message id="task-optional">
        <source>%1 (optional)</source>
        <extracomment>Title of a task that may be left out. %1 is the title</extracomment>
        <translation>%1 (vapaaehtoinen)</translation>
    </message>
    <message id="task-started">
        <source>Started</source>
        <extracomment>State of a task</extracomment>
        <translation>Aloitettu</translation>
    </message>
    <message id="tasks-check">
        <source>Check your answers</source>
        <extracomment>Goes from the task list to the check page when every task is done</extracomment>
        <translation>Tarkista vastauksesi</translation>
    </message>
    <message id="tasks-code">
        <source>Show my code</source>
        <extracomment>Shows the resume code again</extracomment>
        <translation>Näytä koodini</translation>
    </message>
    <message id="tasks-conflicts">
        <source>Questions with two answers: %1</source>
        <extracomment>On the list of tasks, when two places have answered differently. %1 is how many questions</extracomment>
        <translation>Kysymyksiä, joihin on kaksi vastausta: %1</translation>
    </message>
    <message id="tasks-lead">
        <source>%1 of %2 tasks are done. You can do them in any order and stop at any time.</source>
        <extracomment>How many tasks are done. %1 done, %2 all</extracomment>
        <translation>%1 / %2 tehtävää on valmiina. Voit tehdä ne missä järjestyksessä haluat ja lopettaa milloin vain.</translation>
    </message>
    <message id="tasks-missing-lead">
        <source>Something of your application is not here.</source>
        <extracomment>On the list of tasks, when something another device wrote has not come here</extracomment>
        <translation>Osa hakemuksestasi puuttuu täältä.</translation>
    </message>
    <message id="tasks-missing-text">
        <source>Something that was written elsewhere has not come here. What you see is kept, and you can go on. Please tell the staff.</source>
        <extracomment>What that means for the person</extracomment>
        <translation>Jokin muualla kirjoitettu ei ole tullut tänne. Se, minkä näet, on tallessa, ja voit jatkaa. Kerro asiasta henkilökunnalle.</translation>
    </message>
    <message id="tasks-put-aside-text">
        <source>Your answers are safe on this device and you can go on. You can also ask the staff.</source>
        <extracomment>On the list of tasks, after the reason why something was not taken by the centre, and since when</extracomment>
        <translation>Vastauksesi ovat tallessa tällä laitteella, ja voit jatkaa. Voit myös kysyä henkilökunnalta.</translation>
    </message>
    <message id="tasks-title">
        <source>Your application</source>
        <extracomment>Title of the list of tasks</extracomment>
        <translation>Hakemuksesi</translation>
    </message>
    <message id="time-hours">
        <source>Hours</source>
        <extracomment>Label of the hours of a time of day, from 0 to 23</extracomment>
        <translation>Tunnit</translation>
    </message>
    <message id="time-minutes">
        <source>Minutes</source>
        <extracomment>Label of the minutes of a time of day</extracomment>
        <translation>Minuutit</translation>
    </message>
    <message id="title-with-error">
        <source>Error: %1</source>
        <extracomment>Put before the title of a page with errors, for screen readers. %1 is the title</extracomment>
        <translation>Virhe: %1</translation>
    </message>
    <message id="unlock-birth-date">
        <source>Date of birth</source>
        <extracomment>Label of the birth date on the page after a pause</extracomment>
        <translation>Syntymäaika</translation>
    </message>
    <message id="unlock-code">
        <source>Your code</source>
        <extracomment>Label of the code when only the code can open</extracomment>
        <translation>Koodisi</translation>
    </message>
    <message id="unlock-lead">
        <source>Give your date of birth or your code. Then you see your answers again.</source>
        <extracomment>Text of the page after a pause when the birth date is known</extracomment>
        <translation>Kirjoita syntymäaikasi tai koodisi. Sitten näet vastauksesi taas.</translation>
    </message>
    <message id="unlock-lead-code">
        <source>Give your code. Then you see your answers again.</source>
        <extracomment>Text of the page after a pause when only the code can open</extracomment>
        <translation>Kirjoita koodisi. Sitten näet vastauksesi taas.</translation>
    </message>
    <message id="unlock-no-match">
        <source>That does not match. Check the date or the code.</source>
        <extracomment>After a pause: the birth date or the code was not the one of this application.</extracomment>
        <translation>Tämä ei täsmää. Tarkista päivä tai koodi.</translation>
    </message>
    <message id="unlock-open">
        <source>Go on</source>
        <extracomment>Shows the application again after the pause</extracomment>
        <translation>Jatka</translation>
    </message>
    <message id="unlock-or-code">
        <source>Or your code</source>
        <extracomment>Label of the code on the page after a pause, under the birth date</extracomment>
        <translation>Tai koodisi</translation>
    </message>
    <message id="unlock-title">
        <source>Is it you?</source>
        <extracomment>Title of the page after a pause</extracomment>
        <translation>Oletko sama henkilö?</translation>
    </message>
    <message id="upload-add">
        <source>Add this page</source>
        <extracomment>Says to a screen reader what pressing the row does</extracomment>
        <translation>Lisää tämä sivu</translation>
    </message>
    <message id="upload-added">
        <source>Added</source>
        <extracomment>State of a page in the list of pages that can be added</extracomment>
        <translation>Lisätty</translation>
    </message>
    <message id="upload-adding">
        <source>Adding the file: %1 %</source>
        <extracomment>While a file is being added to the application. %1 is a number from 0 to 100</extracomment>
        <translation>Tiedostoa lisätään: %1 %</translation>
    </message>
    <message id="upload-cancel">
        <source>Do not add it</source>
        <extracomment>Stops adding a file; nothing of it stays</extracomment>
        <translation>Älä lisää sitä</translation>
    </message>
    <message id="upload-empty">
        <source>No pages yet. Choose a page below.</source>
        <extracomment>Shown when an attachment has no pages yet</extracomment>
        <translation>Sivuja ei vielä ole. Valitse sivu alta.</translation>
    </message>
    <message id="upload-empty-file">
        <source>No file yet. Choose a file below.</source>
        <extracomment>Shown when a question for a recording, a video or another file has none yet</extracomment>
        <translation>Tiedostoa ei vielä ole. Valitse tiedosto alta.</translation>
    </message>
    <message id="upload-no-sources">
        <source>Nothing to add was found. Put the paper under the camera, then press Look again.</source>
        <extracomment>Shown when there is nothing that could be added</extracomment>
        <translation>Lisättävää ei löytynyt. Laita paperi kameran alle ja paina Etsi uudelleen.</translation>
    </message>
    <message id="upload-refresh">
        <source>Look again</source>
        <extracomment>Button that looks for pages again</extracomment>
        <translation>Etsi uudelleen</translation>
    </message>
    <message id="upload-remove">
        <source>Remove</source>
        <extracomment>Link that takes an attached page away</extracomment>
        <translation>Poista</translation>
    </message>
    <message id="upload-source-files">
        <source>Add a file</source>
        <extracomment>Heading over the files that can be added</extracomment>
        <translation>Lisää tiedosto</translation>
    </message>
    <message id="upload-sources">
        <source>Add a page</source>
        <extracomment>Heading over the pages that can be added</extracomment>
        <translation>Lisää sivu</translation>
    </message>
    <message id="urgent-as-of">
        <source>Numbers checked on %1.</source>
        <extracomment>Date of the numbers on the page. %1 is a date</extracomment>
        <translation>Numerot on tarkistettu %1.</translation>
    </message>
    <message id="urgent-close">
        <source>Go on</source>
        <extracomment>Leaves the page of urgent help</extracomment>
        <translation>Jatka</translation>
    </message>
    <message id="urgent-emergency">
        <source>Danger to life: call %1</source>
        <extracomment>The emergency number. %1 is the number</extracomment>
        <translation>Hengenvaara: soita %1</translation>
    </message>
    <message id="urgent-emergency-text">
        <source>The call is free. You can ask staff here to call for you.</source>
        <extracomment>Under the emergency number</extracomment>
        <translation>Soitto on maksuton. Voit pyytää täällä jotakuta soittamaan puolestasi.</translation>
    </message>
    <message id="waiting-text">
        <source>One moment, the page is opening.</source>
        <extracomment>Shown while the first page is being prepared</extracomment>
        <translation>Odota hetki, sivu avautuu.</translation>
    </message>
</context>
</TS>
