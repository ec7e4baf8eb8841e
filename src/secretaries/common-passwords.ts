/**
 * The commonest passwords of twelve characters and more, in France and elsewhere, in small letters; the shorter ones
 * are refused for their length.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `123456789012 1234567890123 12345678901234 123456789123 1234567891011 12345678910 012345678910 098765432101
  111111111111 000000000000 121212121212 123123123123 112233445566 123412341234 147258369147 987654321987
  azertyuiop12 azertyuiop123 azertyuiopqs azertyuiopqsdfg azertyazerty azerty123456 azerty1234567 azerty12345678
  azerty123456789 1234azertyuiop qsdfghjklm12 wxcvbnwxcvbn azertyuiopqsdfghjklm azerty654321 1a2z3e4r5t6y
  qwertyuiop12 qwertyuiop123 qwertyuiopas qwertyuiopasdfgh qwertyqwerty qwerty123456 qwerty1234567 qwerty12345678
  qwerty123456789 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv zaq12wsxcde3 qazwsxedcrfv qwertzuiop123
  password1234 password12345 password123456 password12345678 password123456789 password123! password2024 password2025
  password2026 passwordpassword passw0rd1234 p@ssw0rd1234 p@ssword1234 p4ssw0rd1234 mypassword123 mypassword12
  motdepasse12 motdepasse123 motdepasse1234 motdepasse12345 motdepasse123456 motdepasse2025 motdepasse2026 motdepasse!!
  monmotdepasse monmotdepasse1 monmotdepasse123 lemotdepasse1 motdepassemotdepasse motdepasse123! mot2passe1234
  bienvenue123 bienvenue1234 bienvenue2025 bienvenue2026 bonjour12345 bonjour123456 bonjourbonjour bonjour12345678
  soleil123456 doudou123456 loulou123456 chouchou1234 marseille130 marseille13013 parissaintgermain olympiquedemarseille
  jetaimejetaime jetaime12345 jetaime123456 iloveyou1234 iloveyou12345 iloveyou123456 iloveyouiloveyou
  welcome12345 welcome123456 welcome2025! welcome2026! changeme1234 changeme12345 changemenow1 letmein12345 letmein123456
  administrator administrateur admin1234567 admin12345678 adminadmin12 adminadminadmin admin123456789 superadmin123
  secretaire123 secretaire12 secretariat12 secretariat123 secretariat1234 telesecretariat permanence12 permanence123
  permanence1234 permanence2025 permanence2026 permanencetelephonique standardiste1 assistante123
  test12345678 testtesttest testtest1234 abcdefghijkl abcdefghijklm abcdefghijklmnop abcd12345678 abc123456789 abcabcabcabc
  a1b2c3d4e5f6 aa1234567890 q1w2e3r4t5y6 asdfghjkl123 asdfghjkl1234 asdfghjklasdf zxcvbnm12345 zxcvbnm123456
  sunshine1234 princess1234 football1234 baseball1234 superman1234 batman123456 dragon123456 monkey123456 starwars1234
  michael12345 charlie12345 liverpool123 manchester123 chelsea12345 arsenal12345 pokemon12345 minecraft123 google123456
  facebook1234 facebook12345 computer1234 internet1234 samsung12345 iphone123456 trustno1trustno1 correcthorsebatterystaple
  qwerty12345! azerty12345! football123! loveyou12345 family123456 jordan123456 hunter2hunter2`.split(/\s+/),
)
